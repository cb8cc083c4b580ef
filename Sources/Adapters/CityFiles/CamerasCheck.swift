import Cameras
import City
import Foundation
import Geo

/// Checks the cameras of a package against its sites, its area and its files.
struct CamerasCheck {
    let cameras: [Located<CamerasFile.Draft>]
    let sites: Set<SiteID>
    let kinds: Set<MatterKind>
    /// Those that drones carry: they look where their drone is.
    let carried: Set<CameraID>
    let jurisdiction: JurisdictionMap
    let folder: PackageFolder

    func run() {
        for item in cameras {
            let camera = item.value.camera
            if let site = camera.site, !sites.contains(site) {
                folder.faults.report(item.place, "the site `\(site)` of camera `\(camera.id)` is unknown: it is not in sites.yaml")
            }
            if jurisdiction.locate(camera.point) == nil {
                folder.faults.report(item.place, "camera `\(camera.id)` lies outside the city: check its latitude and longitude")
            }
            if let source = item.value.source, let fault = Self.fault(of: source, in: folder) {
                folder.faults.report(item.place, "the source of camera `\(camera.id)` \(fault)")
            }
            checkWatch(item.value)
        }
        checkWatchedCount()
    }

    private func checkWatch(_ draft: CamerasFile.Draft) {
        let camera = draft.camera
        for (kind, place) in zip(camera.watchedFor, draft.watchPlaces) where !kinds.contains(kind) {
            folder.faults.report(place, "the kind `\(kind)` that camera `\(camera.id)` is watched for is unknown: it is not in kinds.yaml")
        }
        guard let place = draft.watchPlaces.first else { return }
        if Set(camera.watchedFor).count < camera.watchedFor.count {
            folder.faults.report(place, "`watch` of camera `\(camera.id)` names a kind twice: name it once")
        }
        if carried.contains(camera.id) {
            folder.faults.report(
                place, "camera `\(camera.id)` is carried by a drone, so what it sees lies nowhere that is known: leave `watch` out")
        }
    }

    private func checkWatchedCount() {
        let watched = cameras.filter { !$0.value.camera.watchedFor.isEmpty }
        guard watched.count > CameraBounds.watchedCountMax, let place = watched[CameraBounds.watchedCountMax].value.watchPlaces.first else { return }
        folder.faults.report(
            place,
            "\(watched.count) cameras have `watch` and at most \(CameraBounds.watchedCountMax) are watched at once: keep those that matter most")
    }

    /// What is wrong with a source; never the source itself, which may hold a password that somebody put here by mistake.
    static func fault(of source: String, in folder: PackageFolder) -> String? {
        if source.contains("://") || source.contains("@") {
            return "is a network address, and a package is open to everybody: name it in the file of --camera-sources"
        }
        let parts = source.split(separator: "/", omittingEmptySubsequences: false)
        guard !source.isEmpty, !parts.contains(""), !parts.contains(".."), !parts.contains("."),
            source.utf8.allSatisfy({ $0 == 47 || Entry.isIdentifierByte($0) })
        else { return "is no plain path inside the package: use letters, digits, `.`, `-`, `_` and `/`, such as cameras/north.avi" }
        guard let bytes = folder.fileBytes(source) else { return "is no file of the package: put the pictures there, or leave `source` out" }
        guard bytes <= Self.sourceBytesMax else { return "has \(bytes) bytes and at most \(Self.sourceBytesMax) are taken: cut it" }
        return nil
    }

    /// Some minutes of pictures: a package is copied around, and is no archive of videos.
    static let sourceBytesMax = 50_000_000
}
