import City
import Geo

/// Which township and district each site lies in, found once: the sites of a package do not move.
struct SitePlaces: Sendable {
    private let townships: [SiteID: CenterCode]
    private let districts: [SiteID: CenterCode]

    init(city: CityModel, jurisdictions: JurisdictionMap, at moment: Instant) {
        var townships: [SiteID: CenterCode] = [:]
        var districts: [SiteID: CenterCode] = [:]
        for site in city.sites {
            let place = jurisdictions.locate(site.point, at: moment)
            townships[site.id] = site.township ?? place?.township
            districts[site.id] = site.township.flatMap { city.center($0)?.parent } ?? place?.district
        }
        self.townships = townships
        self.districts = districts
    }

    func township(of site: SiteID) -> CenterCode? { townships[site] }
    func district(of site: SiteID) -> CenterCode? { districts[site] }
    /// The lowest center that answers for it.
    func center(of site: SiteID) -> CenterCode? { townships[site] ?? districts[site] }
}
