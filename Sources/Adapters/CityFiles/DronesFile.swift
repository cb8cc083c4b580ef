import Cameras
import City
import Drones
import Foundation

/// `drones.yaml`: the drones of a city, each with its dock, its bounds, and the camera that shows what it sees. A package may have none.
enum DronesFile {
    static let name = "drones.yaml"

    static func read(_ folder: PackageFolder) -> [Located<Drone>] {
        guard folder.has(name), let root = Entry.root(of: name, in: folder) else { return [] }
        root.allowOnly("drones")
        let drones = root.entries("drones", each: "drone").compactMap { entry in
            drone(entry).map { Located(value: $0, place: entry.place) }
        }
        if drones.count > DroneBounds.droneCountMax {
            root.report("drones", "the package has \(drones.count) drones and at most \(DroneBounds.droneCountMax) are taken")
        }
        return drones
    }

    private static func drone(_ entry: Entry) -> Drone? {
        entry.allowOnly(
            "id", "name", "center", "dock", "aircraft", "home", "homeHeight", "height", "range", "wind", "speed", "camera", "live", "synthetic")
        let (dock, aircraft) = (serial("dock", of: entry), serial("aircraft", of: entry))
        guard let id = entry.identifier("id"), let name = entry.localized("name"), let center = entry.identifier("center"), let dock,
            let aircraft, let home = entry.coordinate("home"),
            let homeHeight = entry.number("homeHeight", "m above the ellipsoid", in: DroneBounds.homeHeightMetres),
            let height = height(of: entry), let range = entry.number("range", "m", in: DroneBounds.rangeMetres),
            let wind = entry.number("wind", "m/s", in: DroneBounds.windMetresPerSecond),
            let speed = entry.number("speed", "m/s", in: DroneBounds.speedMetresPerSecond)
        else { return nil }
        return Drone(
            id: DroneID(id), name: name, center: CenterCode(center), dock: dock, aircraft: aircraft, home: home, homeHeightMetres: homeHeight,
            heightMetres: height, rangeMetres: range, maxWindMetresPerSecond: wind, speedMetresPerSecond: speed,
            camera: entry.optionalString("camera").map { CameraID($0) }, live: live(of: entry, aircraft: aircraft),
            synthetic: entry.bool("synthetic", default: false))
    }

    /// `{from: 120, to: 400}` in metres above the dock.
    private static func height(of entry: Entry) -> ClosedRange<Double>? {
        guard let height = entry.entry("height") else { return nil }
        height.allowOnly("from", "to")
        guard let from = height.number("from", "m", in: DroneBounds.heightMetres),
            let to = height.number("to", "m", in: DroneBounds.heightMetres)
        else { return nil }
        guard from <= to else {
            height.report("from", "`from` of \(height.what) is above `to`: write the lower height first")
            return nil
        }
        return from...to
    }

    /// `{to: rtmp://media.city/live/north-1, video: AIRCRAFT/39-0-7/normal-0}`: where its picture is pushed while it is out.
    private static func live(of entry: Entry, aircraft: String) -> Drone.LivePush? {
        guard entry.has("live"), let live = entry.entry("live") else { return nil }
        live.allowOnly("to", "video")
        guard let address = live.string("to"), let video = live.string("video") else { return nil }
        if let fault = fault(ofAddress: address) { live.report("to", "`to` of \(live.what) \(fault)") }
        let parts = video.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = video.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || [45, 47, 95].contains($0)
        }
        if parts.count != 3 || parts.contains("") || !isPlain || parts.first.map(String.init) != aircraft {
            live.report("video", "`video` of \(live.what) must look like `\(aircraft)/39-0-7/normal-0`: the aircraft, its camera and the picture")
        }
        return Drone.LivePush(address: address, video: video)
    }

    /// A package is read by many: an address in it holds no name and no password.
    private static func fault(ofAddress address: String) -> String? {
        guard address.utf8.count <= DroneBounds.addressBytesMax, address.utf8.allSatisfy({ (33...126).contains($0) }) else {
            return "is no address: printable ASCII, at most \(DroneBounds.addressBytesMax) bytes"
        }
        guard let parts = URLComponents(string: address), parts.scheme == "rtmp", let host = parts.host, !host.isEmpty else {
            return "must begin with rtmp:// and name a host: a dock pushes RTMP"
        }
        guard parts.user == nil, parts.password == nil, parts.query == nil else {
            return "holds a name, a password or a token: let the media server know its docks by their network instead"
        }
        return nil
    }

    /// A serial number is part of a topic: a slash or a wildcard in it would listen to others.
    private static func serial(_ key: String, of entry: Entry) -> String? {
        guard let text = entry.string(key) else { return nil }
        let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95 }
        guard isPlain, DroneBounds.serialLength.contains(text.utf8.count) else {
            entry.report(
                key,
                "`\(key)` of \(entry.what) is no serial number: \(DroneBounds.serialLength.lowerBound) to \(DroneBounds.serialLength.upperBound) "
                    + "letters, digits, `-` and `_`")
            return nil
        }
        return text
    }
}

/// Checks the drones of a package against its centers, its area and its cameras.
struct DronesCheck {
    let drones: [Located<Drone>]
    let centers: Set<CenterCode>
    let cameras: Set<CameraID>
    let isInside: (Coordinate) -> Bool
    let faults: FaultLog

    func run() {
        var serials: Set<String> = []
        for item in drones {
            let drone = item.value
            if !centers.contains(drone.center) {
                faults.report(item.place, "the center `\(drone.center)` of drone `\(drone.id)` is unknown: it is not in network.csv")
            }
            if !isInside(drone.home) {
                faults.report(item.place, "drone `\(drone.id)` lies outside the city: check the latitude and longitude of its home")
            }
            if let camera = drone.camera, !cameras.contains(camera) {
                faults.report(item.place, "the camera `\(camera)` of drone `\(drone.id)` is unknown: it is not in cameras.yaml")
            }
            for serial in [drone.dock, drone.aircraft] where !serials.insert(serial).inserted {
                faults.report(item.place, "the serial number `\(serial)` of drone `\(drone.id)` is used already: each device has its own")
            }
        }
    }
}
