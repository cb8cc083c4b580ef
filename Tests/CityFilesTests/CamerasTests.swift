import Cameras
import City
import CityFiles
import Foundation
import HazardKit
import Sensing
import Testing

@Suite("The cameras of a package")
struct CamerasTests {
    private static let good = """
        cameras:
          - id: north-1
            name: {zh: 北一, en: North 1}
            site: slopes-kpae
            point: {latitude: 47.9063, longitude: -122.2816}
            height: 12
            bearing: 270
            tilt: -5
            field: {horizontal: 60, vertical: 36}
            range: 900
            masks:
              - [[0.1, 0.2], [0.4, 0.2], [0.4, 0.6]]
            watch: [landslide]
            source: cameras/north.avi
            synthetic: true
        """

    private func package(_ text: String = good) throws -> PackageCopy {
        let copy = try PackageCopy()
        try copy.write(text, to: "cameras.yaml")
        try copy.write("pictures", to: "cameras/north.avi")
        return copy
    }

    @Test("a camera is read whole, with its file as a path")
    func whole() throws {
        let copy = try package()
        let loaded = try copy.load()
        let camera = try #require(loaded.cameras.first)
        #expect(camera.id == "north-1" && camera.site == "slopes-kpae" && camera.heightMetres == 12 && camera.bearingDegrees == 270)
        #expect(camera.tiltDegrees == -5 && camera.horizontalFieldDegrees == 60 && camera.verticalFieldDegrees == 36 && camera.rangeMetres == 900)
        #expect(camera.masks.first?.corners.count == 3 && camera.synthetic && camera.watchedFor == ["landslide"])
        #expect(loaded.cameraFiles == ["north-1": copy.directory.appendingPathComponent("cameras/north.avi").path])
    }

    @Test("a package without cameras is in order")
    func none() throws { #expect(try PackageCopy().load().cameras.isEmpty) }

    struct Fault: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let says: String
        /// A text on the line that is named; the first line of `new` where it is nil.
        var at: String?
        var testDescription: String { new }
    }

    @Test(
        "each kind of fault is reported with its line",
        arguments: [
            Fault(old: "height: 12", new: "height: 1200", says: "between 0.0 and 500.0 m"),
            Fault(old: "bearing: 270", new: "bearing: 360", says: "from 0 up to"),
            Fault(old: "bearing: 270", new: "bearing: west", says: "must be a number"),
            Fault(old: "tilt: -5", new: "tilt: -95", says: "between -90.0 and 90.0"),
            Fault(old: "horizontal: 60", new: "horizontal: 180", says: "between 1.0 and 160.0"),
            Fault(old: ", vertical: 36", new: "", says: "lacks `vertical`", at: "horizontal: 60"),
            Fault(old: "range: 900", new: "range: 0", says: "between 1.0 and 20000.0 m"),
            Fault(old: "range: 900", new: "rnage: 900", says: "no key `rnage`"),
            Fault(old: "[[0.1, 0.2], [0.4, 0.2], [0.4, 0.6]]", new: "[[0.1, 0.2], [0.4, 0.2]]", says: "3 to 32 corners"),
            Fault(old: "[[0.1, 0.2], [0.4, 0.2], [0.4, 0.6]]", new: "[[0.1, 0.2], [0.4, 0.2], [1.4, 0.6]]", says: "outside the picture"),
            Fault(old: "[[0.1, 0.2], [0.4, 0.2], [0.4, 0.6]]", new: "[[0.1, 0.2], [0.4, 0.2], [0.4]]", says: "list of corners"),
            Fault(old: "[[0.1, 0.2], [0.4, 0.2], [0.4, 0.6]]", new: "[0.1, 0.2]", says: "list of corners"),
            Fault(old: "site: slopes-kpae", new: "site: moon", says: "the site `moon` of camera `north-1` is unknown", at: "id: north-1"),
            Fault(old: "latitude: 47.9063", new: "latitude: 17.9063", says: "lies outside the city", at: "id: north-1"),
            Fault(old: "watch: [landslide]", new: "watch: [dragons]", says: "the kind `dragons` that camera `north-1` is watched for is unknown"),
            Fault(old: "watch: [landslide]", new: "watch: [landslide, landslide]", says: "names a kind twice"),
            Fault(old: "watch: [landslide]", new: "watch: landslide", says: "must be a list of texts"),
            Fault(old: "source: cameras/north.avi", new: "source: cameras/none.avi", says: "is no file of the package", at: "id: north-1"),
            Fault(old: "source: cameras/north.avi", new: "source: ../city.yaml", says: "is no plain path", at: "id: north-1"),
            Fault(old: "source: cameras/north.avi", new: "source: /etc/passwd", says: "is no plain path", at: "id: north-1"),
            Fault(old: "source: cameras/north.avi", new: "source: cameras", says: "is no file of the package", at: "id: north-1"),
        ])
    func faults(_ fault: Fault) throws {
        let copy = try package()
        try copy.replace(fault.old, with: fault.new, in: "cameras.yaml")
        let line = try copy.line(of: fault.at ?? fault.new, in: "cameras.yaml")
        let found = copy.check()
        #expect(found.contains { $0.file == "cameras.yaml" && $0.line == line && $0.message.contains(fault.says) }, "line \(line): \(found)")
    }

    private enum Seen: Hazard {
        static let kind: MatterKind = "landslide"
        static let name = LocalizedText(zh: "滑坡", en: "Landslide")
        static let isWatchedFor = true
        static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule] { [] }
    }

    @Test("a camera that is watched for what nothing installed sees in pictures is a fault with its line")
    func unseen() throws {
        let copy = try package()
        let loaded = try copy.load()
        #expect(loaded.watchFaults(hazards: [Seen.self]).isEmpty)
        let fault = try #require(loaded.watchFaults(hazards: []).first)
        #expect(try fault.line == copy.line(of: "watch: [landslide]", in: "cameras.yaml") && fault.message.contains("`north-1`"))
    }

    @Test("an address in the open package is refused, and the fault does not repeat its password")
    func secret() throws {
        let copy = try package()
        try copy.replace("source: cameras/north.avi", with: "source: rtsp://viewer:hunter2@10.0.0.7/s1", in: "cameras.yaml")
        let found = copy.check()
        #expect(found.contains { $0.message.contains("--camera-sources") } && !found.contains { $0.message.contains("hunter2") })
    }

    @Test("two cameras of one name are named, and a link out of the package is no file of it")
    func twice() throws {
        let entry = Self.good.split(separator: "\n").dropFirst().joined(separator: "\n")
        #expect(try package(Self.good + "\n" + entry).check().contains { $0.message.contains("the camera `north-1` stands here and at line 2") })
        let copy = try package()
        try copy.remove("cameras/north.avi")
        try FileManager.default.createSymbolicLink(
            at: copy.directory.appendingPathComponent("cameras/north.avi"), withDestinationURL: URL(fileURLWithPath: "/etc/passwd"))
        #expect(copy.check().contains { $0.message.contains("is no file of the package") })
    }

    // MARK: Addresses

    private func sources(_ text: String, mode: Int = 0o600) throws -> Result<[CameraID: String], CameraSourcesFault> {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-sources-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        do throws(CameraSourcesFault) {
            return .success(try CameraSourcesFile.read(file.path, cameras: ["north-1", "north-2"]))
        } catch {
            return .failure(error)
        }
    }

    static let line = "  - {camera: north-1, address: \"rtsp://viewer:hunter2@10.0.0.7/s1\"}\n"

    @Test("addresses are read by camera from a file that is its owner's alone")
    func addresses() throws {
        #expect(try sources("sources:\n" + Self.line).get() == ["north-1": "rtsp://viewer:hunter2@10.0.0.7/s1"])
    }

    @Test("a file that others can read is refused, whichever of them", arguments: [0o640, 0o604, 0o660, 0o644])
    func readable(mode: Int) throws {
        let fault = try #require(throws: CameraSourcesFault.self) { try sources("sources:\n" + Self.line, mode: mode).get() }
        #expect(fault.message.contains("chmod 600"))
    }

    @Test(
        "what is wrong with the file is told by its line, and never by its text",
        arguments: [
            ("sources:\n  - rtsp://viewer:hunter2@h/s\n", 2), ("sources:\n  - {camera: north-1, address: [hunter2]}\n", 2),
            ("sources:\n  - {camera: hunter2, address: a}\n", 2), ("sources:\n  - {camera: \"hunter 2\", address: a}\n", 2),
            ("sources:\n" + CamerasTests.line + CamerasTests.line, 3), ("sources:\n  - {camera: north-1, adress: hunter2}\n", 2),
            ("sources: hunter2\n", 1),
            ("sources:\n  - {camera: north-1, address: \"hunter2\n", nil), ("hunter2", 1),
        ] as [(String, Int?)])
    func wrong(text: String, line: Int?) throws {
        let fault = try #require(throws: CameraSourcesFault.self) { try sources(text).get() }
        #expect(line == nil || fault.line == line)
        #expect(!fault.description.contains("hunter2"), "\(fault)")
    }

    @Test("a file that is not there, empty or no text is refused")
    func unreadable() throws {
        #expect(throws: CameraSourcesFault.self) { try CameraSourcesFile.read("/nowhere/sources.yaml", cameras: []) }
        #expect(throws: CameraSourcesFault.self) { try CameraSourcesFile.read(FileManager.default.temporaryDirectory.path, cameras: []) }
        #expect(throws: CameraSourcesFault.self) { try sources("").get() }
    }
}
