import Cameras
import City
import Drones
import Foundation
import Geo
import HazardKit

/// Reads the files of a package in the order in which they lean on each other, then checks them against each other.
struct PackageReader {
    let folder: PackageFolder
    /// The units of this moment are the city's.
    let moment: Instant?

    func read() -> CityPackage? {
        var draft = PackageDraft(moment: moment)
        draft.header = SmallFiles.header(folder)
        draft.centers = NetworkFile.read(folder)
        draft.departments = SmallFiles.departments(folder)
        draft.kinds = SmallFiles.kinds(folder)
        draft.codes = CodesFile.read(folder)
        ClocksFile.read(folder, into: &draft)
        draft.posts = PostsFile.read(folder, centers: draft.currentCenters, departments: draft.departments)
        TeamsFile.read(folder, into: &draft)
        draft.sites = SitesFile.sites(folder)
        draft.datastreams = SitesFile.datastreams(folder)
        draft.cameras = CamerasFile.read(folder)
        draft.drones = DronesFile.read(folder)
        draft.heatSources = HeatSourcesFile.read(folder, timeZone: draft.header?.timeZone)
        RegisterFile.read(folder, into: &draft)
        draft.rules = RulesFile.read(folder, datastreams: draft.datastreams) + draft.siteRules
        draft.playbooks = PlaybookFile.read(folder)
        let model = model(draft)
        let boundaries = BoundaryFiles.read(folder, codes: Set(draft.centers.map(\.value.code)))
        let jurisdiction = JurisdictionMap(centers: model.centers, boundaries: boundaries, inForceAt: moment)
        draft.scenarios = ScenarioFile.read(folder, words: words(draft, jurisdiction))
        PackageCheck(draft: draft, model: model, boundaries: boundaries, jurisdiction: jurisdiction, faults: folder.faults).run()
        CamerasCheck(
            cameras: draft.cameras, sites: Set(model.sites.map(\.id)), kinds: Set(model.kinds.map(\.id)),
            carried: Set(draft.drones.compactMap(\.value.camera)), jurisdiction: jurisdiction, folder: folder
        ).run()
        DronesCheck(
            drones: draft.drones, centers: Set(model.centers.map(\.code)), cameras: Set(draft.cameras.map(\.value.camera.id)),
            isInside: { jurisdiction.locate($0) != nil }, faults: folder.faults
        ).run()
        for item in draft.heatSources where jurisdiction.locate(item.value.point) == nil {
            folder.faults.report(item.place, "the heat source `\(item.value.id)` lies outside the city: mend its latitude and longitude")
        }
        return CityPackage(
            model: model, rules: draft.rules.map(\.rule), scenarios: draft.scenarios, boundaries: boundaries,
            jurisdiction: jurisdiction, cameras: draft.cameras.map(\.value.camera), elevation: ElevationFiles.read(folder),
            cameraFiles: cameraFiles(draft), drones: draft.drones.map(\.value), heatSources: draft.heatSources.map(\.value),
            notes: draft.header?.notes ?? [], rulePlaces: draft.rules.map(\.place), watchPlaces: watchPlaces(draft))
    }

    private func cameraFiles(_ draft: PackageDraft) -> [CameraID: String] {
        var files: [CameraID: String] = [:]
        for item in draft.cameras {
            if let source = item.value.source { files[item.value.camera.id] = folder.root.appendingPathComponent(source).path }
        }
        return files
    }

    private func watchPlaces(_ draft: PackageDraft) -> [CameraID: [Place]] {
        Dictionary(draft.cameras.map { ($0.value.camera.id, $0.value.watchPlaces) }) { first, _ in first }
    }

    private func words(_ draft: PackageDraft, _ jurisdiction: JurisdictionMap) -> ScenarioFile.Words {
        ScenarioFile.Words(
            centers: Set(draft.centers.map(\.value.code)),
            levels: Dictionary(draft.currentCenters.map { ($0.code, $0.level) }, uniquingKeysWith: { first, _ in first }),
            departments: Set(draft.departments.map(\.value.id)),
            kinds: Set(draft.kinds.map(\.value.id)),
            skills: Set(draft.skills.map { Skill($0.value.id) }), sites: draft.sites.map(\.value), codes: draft.codes,
            reports: Set(draft.reports.map(\.value.id)), streams: draft.datastreams.map(\.value),
            jurisdiction: jurisdiction,
            syntheticCameras: Set(draft.cameras.map(\.value.camera).filter(\.synthetic).map(\.id)),
            filmFault: { [folder] file in CamerasCheck.fault(of: file, in: folder) })
    }

    private func model(_ draft: PackageDraft) -> CityModel {
        CityModel(
            id: draft.header?.id ?? "", name: draft.header?.name ?? LocalizedText(zh: "", en: ""), timeZone: draft.header?.timeZone ?? "UTC",
            attribution: draft.header?.attribution ?? [], centers: draft.centers.map(\.value), departments: draft.departments.map(\.value),
            posts: draft.posts.map(\.value), teams: draft.teams.map(\.value), sites: draft.sites.map(\.value),
            datastreams: draft.datastreams.map(\.value), registers: draft.registers, kinds: draft.kinds.map(\.value),
            skills: draft.skills.map(\.value), codes: draft.codes,
            clocks: ClockTable(
                rows: draft.clockRows.map(\.value).sorted { rank($0) < rank($1) },
                reports: draft.reports.map(\.value), warnAtFraction: draft.warnAtFraction),
            playbooks: draft.playbooks.map(\.playbook).sorted { ($0.id.rawValue, $0.version) < ($1.id.rawValue, $1.version) },
            inForceAt: moment)
    }

    /// Gravest first, so that the last row is the mildest.
    private func rank(_ row: ClockTable.Row) -> Int { Grade.allCases.firstIndex { $0.rawValue == row.grade } ?? Grade.allCases.count }
}
