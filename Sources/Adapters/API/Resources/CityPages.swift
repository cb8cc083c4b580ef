import Access
import City
import Geo
import HazardKit
import Hummingbird
import NIOCore
import Operations

/// What the city is: `/api/welcome`, `/api/city`, `/api/centers`, `/api/where`.
struct CityPages {
    let city: CityModel
    let jurisdictions: JurisdictionMap
    let now: @Sendable () -> Instant
    let scenario: ScenarioLabel?
    let demo: Bool

    var routes: [Route] {
        [
            Route(
                .get, "/api/welcome", need: .everyone,
                summary: "What anybody may know before signing in: whose server this is, and whether it demonstrates.",
                response: "Welcome", handler: welcome),
            Route(
                .get, "/api/city", need: .permission(.viewNetwork), summary: "Names, departments, kinds, skills, codes and clocks of the city.",
                response: "City", handler: show),
            Route(
                .get, "/api/centers", need: .permission(.viewNetwork), summary: "Centers in the order of their codes, page by page.",
                response: "CenterList",
                parameters: [
                    QueryParameter("level", "string", "township, district or municipal."), QueryParameter("parent", "string", "Only those below it."),
                    QueryParameter("after", "string", "The code of the last row of the page before."),
                    QueryParameter("limit", "integer", "1 to 500."),
                ], handler: centers),
            Route(.get, "/api/centers/{code}", need: .permission(.viewNetwork), summary: "One center.", response: "Center", handler: center),
            Route(
                .get, "/api/where", need: .permission(.viewNetwork), summary: "Which centers answer for a point.", response: "Place",
                parameters: [QueryParameter("lat", "number", "Latitude."), QueryParameter("lon", "number", "Longitude.")], handler: place),
        ]
    }

    @Sendable private func welcome(_ call: Call) async throws -> Response {
        try .json(Welcome(name: city.name, demo: demo, scenario: scenario))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        try .json(
            CityView(
                id: city.id, name: city.name, timeZone: city.timeZone, attribution: city.attribution, departments: city.departments,
                kinds: city.kinds, skills: city.skills, codes: city.codes, clocks: city.clocks, grades: Grade.allCases, scenario: scenario, demo: demo
            ))
    }

    @Sendable private func centers(_ call: Call) async throws -> Response {
        let level = try call.query("level").map { text in
            guard let level = CenterLevel(rawValue: text) else {
                throw Problem.invalid("level", "level must be township, district or municipal, not \(text.prefix(40)).")
            }
            return level
        }
        let parent = call.query("parent").map { CenterCode($0) }
        let after = call.query("after").map { CenterCode($0) }
        let rows = city.centers.filter { center in
            (level.map { $0 == center.level } ?? true) && (parent.map { $0 == center.parent } ?? true) && (after.map { $0 < center.code } ?? true)
        }
        return try .json(Items(items: rows.sorted { $0.code < $1.code }.prefix(try call.pageLimit()).map(CenterRow.init)))
    }

    @Sendable private func center(_ call: Call) async throws -> Response {
        let code = CenterCode(try call.path("code"))
        guard let center = city.center(code) else {
            throw Problem.notFound("There is no center \(code.rawValue.prefix(64)). GET /api/centers lists them.")
        }
        return try .json(CenterRow(center))
    }

    @Sendable private func place(_ call: Call) async throws -> Response {
        guard let latitude = try call.number("lat") else { throw Problem.invalid("lat", "lat is missing: a latitude in degrees.") }
        guard let longitude = try call.number("lon") else { throw Problem.invalid("lon", "lon is missing: a longitude in degrees.") }
        let point = Coordinate(latitude: latitude, longitude: longitude)
        guard point.isOnEarth else { throw Problem.invalid("lat", "Latitude must lie within ±90° and longitude within ±180°.") }
        guard let place = jurisdictions.locate(point, at: now()) else {
            throw Problem.outsideCity("\(latitude), \(longitude) lies outside \(city.name.en). Check that latitude and longitude are not swapped.")
        }
        return try .json(place)
    }
}

/// The scenario that is played, for the label on every screen.
public struct ScenarioLabel: Hashable, Codable, Sendable {
    public let name: String
    public let label: LocalizedText
    public init(name: String, label: LocalizedText) {
        self.name = name
        self.label = label
    }
}

private struct CityView: Encodable {
    let id: String
    let name: LocalizedText
    let timeZone: String
    let attribution: [String]
    let departments: [Department]
    let kinds: [Kind]
    let skills: [Code]
    let codes: CodeBook
    let clocks: ClockTable
    let grades: [Grade]
    let scenario: ScenarioLabel?
    let demo: Bool
}

/// Nothing here tells more than the page of the login shows.
private struct Welcome: Encodable {
    let name: LocalizedText
    let demo: Bool
    let scenario: ScenarioLabel?
}

private struct CenterRow: Encodable {
    let code: CenterCode
    let level: CenterLevel
    let name: LocalizedText
    let parent: CenterCode?
    let point: Coordinate?
    let pointIsPlaceholder: Bool
    let membershipUnverified: Bool
    let population: Int?

    init(_ center: Center) {
        code = center.code
        level = center.level
        name = center.name
        parent = center.parent
        point = center.point
        pointIsPlaceholder = center.pointIsPlaceholder
        membershipUnverified = center.membershipUnverified
        population = center.population
    }
}
