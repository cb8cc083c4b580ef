import Access
import Geology
import Hummingbird

/// `/api/sites/{id}/geology` and its `/section`: the versions of a site's layer model, and one of them cut along a line.
struct SiteGeology: Sendable {
    let shelf: GeologyShelf

    var routes: [Route] {
        [
            Route(
                .get, "/api/sites/{id}/geology", need: .permission(.viewNetwork),
                summary: "The versions of a site's layer model, newest first, each with its author and what it changed.",
                response: "GeologyVersions", handler: versions),
            Route(
                .get, "/api/sites/{id}/geology/section", need: .permission(.viewNetwork),
                summary: "A version of the layer model cut along a line, with the boreholes beside it.", response: "GeologySection",
                parameters: [
                    QueryParameter("version", "integer", "The number of the version; the newest if absent."),
                    QueryParameter(
                        "from", "string", "Where the line begins: x,y in metres of the survey's frame. Without from and to, its middle line."),
                    QueryParameter("to", "string", "Where the line ends: x,y."),
                    QueryParameter("within", "number", "Boreholes up to so many metres beside the line, 0 to \(Int(LayerSection.withinMetresMax))."),
                ], handler: section),
        ]
    }

    @Sendable private func versions(_ call: Call) async throws -> Response {
        let site = try site(call)
        let versions = try shelf.versions(site).sorted { $0.number > $1.number }
        guard let newest = versions.first, let model = try shelf.model(site, newest.number) else { throw Self.none }
        return try .json(Versions(items: versions, newest: model))
    }

    @Sendable private func section(_ call: Call) async throws -> Response {
        let site = try site(call)
        let numbers = try shelf.versions(site).map(\.number)
        let number = try call.whole("version", in: 1...ModelVersion.numberMax) ?? numbers.max()
        guard let number, numbers.contains(number), let model = try shelf.model(site, number) else { throw Self.none }
        guard let line = try line(call) ?? model.middleLine else { throw Self.none }
        do {
            let within = try call.number("within") ?? LayerSection.withinMetresUsual
            let section = try LayerSection.cut(model, from: line.from, to: line.to, within: within)
            return try .json(Cut(version: number, layers: model.layers, section: section))
        } catch let fault as GeologyFault {
            throw Problem.invalid(call.query("within") == nil ? "to" : "within", fault.description)
        }
    }

    private func line(_ call: Call) throws -> (from: PlanPoint, to: PlanPoint)? {
        guard call.query("from") != nil || call.query("to") != nil else { return nil }
        return (try point(call, "from"), try point(call, "to"))
    }

    private func point(_ call: Call, _ name: String) throws -> PlanPoint {
        let parts = (call.query(name) ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard parts.count == 2, numbers.count == 2, numbers.allSatisfy({ abs($0) <= Self.placeMax }) else {
            throw Problem.invalid(name, "\(name) must be x,y in metres of the survey's frame, such as -20,5. Give both from and to.")
        }
        return PlanPoint(x: numbers[0], y: numbers[1])
    }

    /// No projection of the earth has coordinates beyond it.
    private static let placeMax = 1e8

    private func site(_ call: Call) throws -> String {
        let site = try call.path("id")
        guard SiteClouds.isPlain(site) else { throw Self.none }
        return site
    }

    private static var none: Problem {
        .notFound("There is no such layer model of this site. An operator adds one with bayu geology import.")
    }

    private struct Versions: Encodable {
        let items: [ModelVersion]
        let layers: [LayerModel.Layer]
        let low: PlanPoint?
        let high: PlanPoint?
        let boreholes: [Collar]

        init(items: [ModelVersion], newest: LayerModel) {
            self.items = items
            layers = newest.layers
            low = newest.extent?.low
            high = newest.extent?.high
            boreholes = newest.boreholes.map { Collar(id: $0.id, at: $0.collar) }
        }
    }

    private struct Collar: Encodable {
        let id: String
        let at: PlanPoint
    }

    private struct Cut: Encodable {
        let version: Int
        let layers: [LayerModel.Layer]
        let section: LayerSection
    }
}

/// Where layer models lie; `bayu` hands in the reading of files.
public struct GeologyShelf: Sendable {
    public let versions: @Sendable (_ site: String) throws -> [ModelVersion]
    /// Nil where there is no such version.
    public let model: @Sendable (_ site: String, _ number: Int) throws -> LayerModel?

    public init(
        versions: @escaping @Sendable (_ site: String) throws -> [ModelVersion],
        model: @escaping @Sendable (_ site: String, _ number: Int) throws -> LayerModel?
    ) {
        self.versions = versions
        self.model = model
    }

    public static let empty = GeologyShelf(versions: { _ in [] }, model: { _, _ in nil })
}
