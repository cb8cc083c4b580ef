import Cameras
import City
import Foundation
import Yams

/// `cameras.yaml`: the cameras of a city, where each stands and looks, and what of its picture is masked. A package may have none.
enum CamerasFile {
    static let name = "cameras.yaml"

    /// A camera with the file of the package that its pictures come from, where there is one.
    struct Draft {
        let camera: Camera
        let source: String?
        /// Where each of `camera.watchedFor` stands.
        let watchPlaces: [Place]
    }

    static func read(_ folder: PackageFolder) -> [Located<Draft>] {
        guard folder.has(name), let root = Entry.root(of: name, in: folder) else { return [] }
        root.allowOnly("cameras")
        let drafts = root.entries("cameras", each: "camera").compactMap { entry in
            draft(entry).map { Located(value: $0, place: entry.place) }
        }
        if drafts.count > CameraBounds.cameraCountMax {
            root.report("cameras", "the package has \(drafts.count) cameras and at most \(CameraBounds.cameraCountMax) are taken")
        }
        return drafts
    }

    private static func draft(_ entry: Entry) -> Draft? {
        entry.allowOnly("id", "name", "site", "point", "height", "bearing", "tilt", "field", "range", "masks", "watch", "source", "synthetic")
        let masks = masks(of: entry)
        let source = entry.optionalString("source")
        let watch = entry.strings("watch", required: false)
        guard let id = entry.identifier("id"), let name = entry.localized("name"), let point = entry.coordinate("point"),
            let height = entry.number("height", "m", in: CameraBounds.heightMetres), let bearing = bearing(of: entry),
            let tilt = entry.number("tilt", "°", in: CameraBounds.tiltDegrees), let field = entry.entry("field"),
            let range = entry.number("range", "m", in: CameraBounds.rangeMetres)
        else { return nil }
        field.allowOnly("horizontal", "vertical")
        guard let horizontal = field.number("horizontal", "°", in: CameraBounds.fieldDegrees),
            let vertical = field.number("vertical", "°", in: CameraBounds.fieldDegrees)
        else { return nil }
        let camera = Camera(
            id: CameraID(id), name: name, site: entry.optionalString("site").map { SiteID($0) }, point: point, heightMetres: height,
            bearingDegrees: bearing, tiltDegrees: tilt, horizontalFieldDegrees: horizontal, verticalFieldDegrees: vertical, rangeMetres: range,
            masks: masks, watchedFor: watch.map { MatterKind($0.value) }, synthetic: entry.bool("synthetic", default: false))
        return Draft(camera: camera, source: source, watchPlaces: watch.map(\.place))
    }

    private static func bearing(of entry: Entry) -> Double? {
        guard let value = entry.number("bearing") else { return nil }
        guard CameraBounds.bearingDegrees.contains(value) else {
            entry.report("bearing", "`bearing` of \(entry.what) is \(value): write degrees clockwise from north, from 0 up to but not including 360")
            return nil
        }
        return value
    }

    /// A mask that cannot be read is a fault, never a mask left out.
    private static func masks(of entry: Entry) -> [PrivacyMask] {
        guard let node = entry.node("masks") else { return [] }
        guard case .sequence(let list) = node, list.count <= CameraBounds.maskCountMax else {
            entry.report("masks", "`masks` of \(entry.what) must be a list of at most \(CameraBounds.maskCountMax) polygons such as [[0.1, 0.2], …]")
            return []
        }
        return list.compactMap { node -> PrivacyMask? in
            let place = entry.place(of: node)
            guard case .sequence(let corners) = node, let points = Self.corners(Array(corners)) else {
                entry.faults.report(place, "a mask must be a list of corners such as [[0.1, 0.2], [0.4, 0.2], [0.4, 0.6]]")
                return nil
            }
            do throws(PrivacyMaskFault) {
                return try PrivacyMask(corners: points)
            } catch {
                entry.faults.report(place, error.message)
                return nil
            }
        }
    }

    private static func corners(_ nodes: [Node]) -> [PictureCorner]? {
        var corners: [PictureCorner] = []
        for node in nodes {
            guard case .sequence(let pair) = node, pair.count == 2, let x = pair[0].scalar.flatMap({ Double($0.string) }),
                let y = pair[1].scalar.flatMap({ Double($0.string) })
            else { return nil }
            corners.append(PictureCorner(x: x, y: y))
        }
        return corners
    }
}
