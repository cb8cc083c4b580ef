import City
import Drones
import HazardKit

/// A package as it was read, before anything was checked against anything else.
struct PackageDraft {
    struct Header {
        let id: String
        let name: LocalizedText
        let timeZone: String
        let attribution: [String]
        let notes: [String]
    }

    struct PlaybookDraft {
        let playbook: Playbook
        let place: Place
        let stepPlaces: [Place]
    }

    struct RuleDraft {
        let rule: RuleParameters
        let place: Place
    }

    let moment: Instant?
    var header: Header?
    var centers: [Located<Center>] = []
    var departments: [Located<Department>] = []
    var posts: [Located<Post>] = []
    var skills: [Located<Code>] = []
    var teams: [Located<Team>] = []
    var kinds: [Located<Kind>] = []
    var sites: [Located<Site>] = []
    var datastreams: [Located<Datastream>] = []
    var cameras: [Located<CamerasFile.Draft>] = []
    var drones: [Located<Drone>] = []
    var heatSources: [Located<KnownSource>] = []
    var codes = CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: [])
    var clockRows: [Located<ClockTable.Row>] = []
    var reports: [Located<ClockTable.StatutoryReport>] = []
    var warnAtFraction = 0.7
    var registers: [SiteRegister] = []
    var rules: [RuleDraft] = []
    /// The rules that sites of a register get from its layouts.
    var siteRules: [RuleDraft] = []
    var playbooks: [PlaybookDraft] = []
    var scenarios: [Scenario] = []

    init(moment: Instant?) { self.moment = moment }

    /// One row per code: of several with different validity the one that `CityModel` looks up.
    var currentCenters: [Center] { CityModel.current(centers.map(\.value), at: moment) }
}
