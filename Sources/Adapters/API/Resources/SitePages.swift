import Access
import City
import HazardKit
import Hummingbird
import Operations

/// `/api/sites` and `/api/sites/{id}`: the places under watch, and one with its sheet, its series and what each said last.
struct SitePages {
    let city: CityModel
    let places: SitePlaces
    let sensing: SensingDesk
    let desk: CommandDesk
    private let byID: [Site]

    init(city: CityModel, places: SitePlaces, sensing: SensingDesk, desk: CommandDesk) {
        self.city = city
        self.places = places
        self.sensing = sensing
        self.desk = desk
        byID = city.sites.sorted { $0.id < $1.id }
    }

    var routes: [Route] {
        [
            Route(
                .get, "/api/sites", need: .permission(.viewNetwork), summary: "Places under watch in the order of their ids, page by page.",
                response: "SiteList",
                parameters: [
                    QueryParameter("kind", "string", "Only those of one kind."),
                    QueryParameter("within", "string", "Only those of one center and the centers below it."),
                    QueryParameter("bbox", "string", "Only those in west,south,east,north in degrees."),
                    QueryParameter("after", "string", "The id of the last row of the page before."),
                    QueryParameter("limit", "integer", "1 to 500."),
                ], handler: list),
            Route(
                .get, "/api/sites/{id}", need: .permission(.viewNetwork),
                summary: "One place under watch: its sheet in the register, its series and their newest readings.",
                response: "SitePage", handler: show),
            Route(
                .post, "/api/sites/{id}/grade", need: .permission(.judgeSite),
                summary: "Set a site's grade by a person's word, with a reason and an end.", request: "GradeWord", response: "Receipt",
                handler: setGrade),
            Route(
                .post, "/api/sites/{id}/grade/withdraw", need: .permission(.judgeSite), summary: "Let the measured grade count again.",
                request: "GradeWithdrawal", response: "Receipt", handler: withdrawGrade),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let kind = call.query("kind").map { MatterKind($0) }
        let after = call.query("after").map { SiteID($0) }
        let center = call.query("within").map { CenterCode($0) }
        if let center, city.center(center) == nil {
            throw Problem.invalid("within", "within names no center: \(center.rawValue.prefix(64)). GET /api/centers lists them.")
        }
        let box = try call.query("bbox").map { try BoundingBox($0) }
        let rows = byID.lazy.filter { site in
            (kind.map { $0 == site.kind } ?? true) && (after.map { $0 < site.id } ?? true) && (box?.contains(site.point) ?? true)
                && (center.map { outer in places.center(of: site.id).map { city.isWithin($0, outer) } ?? false } ?? true)
        }
        return try .json(Items(items: rows.prefix(try call.pageLimit()).map { SiteRow($0, city: city, places: places) }))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = SiteID(try call.path("id"))
        guard let site = city.site(id) else {
            throw Problem.notFound("There is no site \(id.rawValue.prefix(64)). GET /api/sites lists them.")
        }
        let series = await sensing.latest(of: id, limit: Self.seriesMax)
        let word = await desk.siteWords(at: await sensing.moment)[id]
        return try .json(SitePage(site, city: city, places: places, series: series, word: word))
    }

    private struct WordBody: Decodable {
        let id: ClientCommandID
        /// I … IV, or `none`.
        let grade: String
        let reason: String
        let until: Instant
    }

    private struct WithdrawalBody: Decodable {
        let id: ClientCommandID
        let reason: String
    }

    @Sendable private func setGrade(_ call: Call) async throws -> Response {
        let site = try judged(call)
        let body = try call.decode(WordBody.self)
        let grade = Grade(rawValue: body.grade)
        guard grade != nil || body.grade == "none" else {
            throw Problem.invalid("grade", "grade must be I, II, III, IV or none, not \(body.grade.prefix(20)).")
        }
        let receipt = try await sensing.setGrade(
            of: site, to: grade, reason: body.reason, until: body.until, by: try call.actor(), command: body.id.id)
        return try .receipt(receipt, for: "site/" + site.rawValue)
    }

    @Sendable private func withdrawGrade(_ call: Call) async throws -> Response {
        let site = try judged(call)
        let body = try call.decode(WithdrawalBody.self)
        let receipt = try await sensing.withdrawGrade(of: site, reason: body.reason, by: try call.actor(), command: body.id.id)
        return try .receipt(receipt, for: "site/" + site.rawValue)
    }

    /// The site of the path, if the caller's word on it counts.
    private func judged(_ call: Call) throws -> SiteID {
        let id = SiteID(try call.path("id"))
        guard let site = city.site(id) else {
            throw Problem.notFound("There is no site \(id.rawValue.prefix(64)). GET /api/sites lists them.")
        }
        let judge = city.register(of: site.kind)?.judgedBy
        let parties = places.district(of: id).map { [Scope.Party(center: $0, department: judge)] } ?? []
        try call.decide(.judgeSite, in: Scope(center: places.center(of: id), parties: judge == nil ? [] : parties), city: city)
        return id
    }

    /// More than a site of a register may have.
    private static let seriesMax = 1_000
}

/// `west,south,east,north` in degrees, as in RFC 7946 §5; it does not cross the antimeridian.
private struct BoundingBox {
    let west: Double
    let south: Double
    let east: Double
    let north: Double

    init(_ text: String) throws {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite), numbers[0] <= numbers[2], numbers[1] <= numbers[3] else {
            throw Problem.invalid("bbox", "bbox must be west,south,east,north in degrees, such as 106.3,29.8,106.5,29.9, not \(text.prefix(60)).")
        }
        (west, south, east, north) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    func contains(_ point: Coordinate) -> Bool {
        (west...east).contains(point.longitude) && (south...north).contains(point.latitude)
    }
}
