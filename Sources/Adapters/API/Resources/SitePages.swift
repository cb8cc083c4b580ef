import Access
import City
import Geo
import Hummingbird
import Operations

/// `/api/sites/{id}`: one place under watch with all its series and what each said last.
struct SitePages {
    let city: CityModel
    let jurisdictions: JurisdictionMap
    let sensing: SensingDesk
    let now: @Sendable () -> Instant

    var routes: [Route] {
        [
            Route(
                .get, "/api/sites/{id}", need: .permission(.viewNetwork),
                summary: "One place under watch, with its series and their newest readings.",
                response: "SitePage", handler: show)
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = SiteID(try call.path("id"))
        guard let site = city.sites.first(where: { $0.id == id }) else {
            throw Problem.notFound("There is no site \(id.rawValue.prefix(64)). GET /api/sites lists them.")
        }
        let place = jurisdictions.locate(site.point, at: now())
        let series = await sensing.latest().filter { $0.site == id }.map(SeriesRow.init)
        return try .json(
            SitePage(
                id: id, kind: site.kind, name: site.name, point: site.point, township: site.township ?? place?.township, district: place?.district,
                synthetic: site.synthetic, datastreams: series))
    }
}

private struct SitePage: Encodable {
    let id: SiteID
    let kind: MatterKind
    let name: LocalizedText
    let point: Coordinate
    let township: CenterCode?
    let district: CenterCode?
    let synthetic: Bool
    let datastreams: [SeriesRow]
}

private struct SeriesRow: Encodable {
    struct Latest: Encodable {
        let at: Instant
        let value: Double
    }

    let id: DatastreamID
    let name: LocalizedText
    let property: String
    let unit: String
    let intervalSeconds: Seconds
    let latest: Latest?
    let synthetic: Bool

    init(_ view: DatastreamView) {
        id = view.id
        name = view.name
        property = view.property
        unit = view.unit
        intervalSeconds = view.interval
        latest = view.at.flatMap { at in view.value.map { Latest(at: at, value: $0) } }
        synthetic = view.synthetic
    }
}
