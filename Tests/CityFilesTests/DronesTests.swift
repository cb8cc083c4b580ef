import City
import CityFiles
import Drones
import Foundation
import Testing

@Suite("The drones of a package")
struct DronesTests {
    private static func entry(_ center: String) -> String {
        """
        drones:
          - id: north-1
            name: {zh: 北一, en: North 1}
            center: "\(center)"
            dock: SYNDOCK1
            aircraft: SYNAIR1
            home: {latitude: 47.9063, longitude: -122.2816}
            homeHeight: 20
            height: {from: 60, to: 120}
            range: 3000
            wind: 10
            speed: 12
            synthetic: true
        """
    }

    private func package() throws -> PackageCopy {
        let copy = try PackageCopy()
        let center = try #require(try copy.load().model.centers.first?.code.rawValue)
        try copy.write(Self.entry(center), to: "drones.yaml")
        return copy
    }

    @Test("a drone is read whole")
    func whole() throws {
        let drone = try #require(try package().load().drones.first)
        #expect(drone.id == "north-1" && drone.dock == "SYNDOCK1" && drone.aircraft == "SYNAIR1" && drone.homeHeightMetres == 20)
        #expect(drone.heightMetres == 60...120 && drone.rangeMetres == 3_000 && drone.maxWindMetresPerSecond == 10)
        #expect(drone.speedMetresPerSecond == 12 && drone.camera == nil && drone.synthetic)
    }

    private static func live(_ to: String, _ video: String = "SYNAIR1/39-0-7/normal-0") -> String {
        "wind: 10\n    live: {to: \"\(to)\", video: \"\(video)\"}"
    }

    @Test("a drone may name where it pushes its picture; an address that is none, or holds a secret, and a picture of another drone are reported")
    func live() throws {
        let copy = try package()
        try copy.replace("wind: 10", with: Self.live("rtmp://media.city/live/north-1"), in: "drones.yaml")
        let live = try #require(try copy.load().drones.first?.live)
        #expect(live.address == "rtmp://media.city/live/north-1" && live.video == "SYNAIR1/39-0-7/normal-0")
        for (to, video, says) in [
            ("rtsp://media.city/x", "SYNAIR1/39-0-7/normal-0", "a dock pushes RTMP"),
            ("rtmp://u:hunter2@media.city/x", "SYNAIR1/39-0-7/normal-0", "holds a name, a password or a token"),
            ("rtmp://media.city/x?key=hunter2", "SYNAIR1/39-0-7/normal-0", "holds a name, a password or a token"),
            ("rtmp://media.city/x", "OTHER/39-0-7/normal-0", "must look like `SYNAIR1/39-0-7/normal-0`"),
            ("rtmp://media.city/x", "SYNAIR1/39-0-7", "must look like"), ("rtmp://media.city/x", "SYNAIR1/+/normal-0", "must look like"),
        ] {
            let copy = try package()
            try copy.replace("wind: 10", with: Self.live(to, video), in: "drones.yaml")
            let fault = try #require(copy.check().first { $0.message.contains(says) }, "\(copy.check())")
            #expect(fault.file == "drones.yaml" && !fault.message.contains("hunter2"))
        }
    }

    @Test("a package without drones is in order")
    func none() throws { #expect(try PackageCopy().load().drones.isEmpty) }

    @Test(
        "each kind of fault is reported with its line",
        arguments: [
            ("dock: SYNDOCK1", "dock: \"SYN/+\"", "is no serial number"), ("aircraft: SYNAIR1", "aircraft: SYNDOCK1", "is used already"),
            ("range: 3000", "range: 3", "between 100.0 and 30000.0 m"), ("from: 60", "from: 130", "is above `to`"),
            ("from: 60", "from: 2", "between 20.0 and 1500.0 m"), ("wind: 10", "wind: 90", "m/s"), ("speed: 12", "speed: 40", "m/s"),
            ("homeHeight: 20", "homeHeight: 20000", "ellipsoid"), ("speed: 12", "speed: 12\n    camera: nowhere", "is not in cameras.yaml"),
            ("latitude: 47.9063", "latitude: 57.9063", "outside the city"), ("wind: 10", "wind: 10\n    password: x", "password"),
        ])
    func faults(old: String, new: String, says: String) throws {
        let copy = try package()
        try copy.replace(old, with: new, in: "drones.yaml")
        let found = copy.check()
        let lines = try copy.text("drones.yaml").split(separator: "\n", omittingEmptySubsequences: false)
        let fault = try #require(found.first { $0.message.contains(says) }, "\(found)")
        #expect(fault.file == "drones.yaml" && (1...lines.count).contains(fault.line))
    }

    @Test("a center that the city does not know is named")
    func center() throws {
        let copy = try PackageCopy()
        try copy.write(Self.entry("nowhere"), to: "drones.yaml")
        #expect(copy.check().contains { $0.message.contains("center `nowhere` of drone `north-1` is unknown") && $0.line == 2 })
    }

    private static let step = """
          - id: look-from-above
            do: drone
            title: {zh: 空中查看, en: Look from above}
            grades: [I]
            level: township
            acknowledge: 5 min
            done: 1 h

        """

    @Test("a plan may ask for a look from the air where the city has drones, and says so with its line where it has none")
    func look() throws {
        let copy = try package()
        try copy.write(try copy.text("playbooks/landslide.yaml") + Self.step, to: "playbooks/landslide.yaml")
        let step = try #require(try copy.load().model.playbooks.first { $0.id == "landslide" }?.steps.last)
        #expect(step.action == .drone && step.acknowledgeWithin == 300 && step.doneWithin == 3_600 && step.skill == nil)
        try copy.remove("drones.yaml")
        let line = try copy.line(of: "id: look-from-above", in: "playbooks/landslide.yaml")
        #expect(copy.check().contains { $0.message.contains("the city has no drone") && $0.line == line })
    }

    @Test("a look from the air is ordered by a duty desk: it names no department, and a span in which to be done")
    func lookWords() throws {
        for (old, new, says) in [
            ("level: township\n    acknowledge", "level: township\n    department: geology\n    acknowledge", "leave `department` out"),
            ("    done: 1 h\n", "", "within which the step must be done"),
        ] {
            let copy = try package()
            let step = Self.step.replacingOccurrences(of: old, with: new)
            try copy.write(try copy.text("playbooks/landslide.yaml") + step, to: "playbooks/landslide.yaml")
            #expect(copy.check().contains { $0.message.contains(says) }, "\(copy.check())")
        }
    }

    @Test("Chongqing has a drone at the cliff of DiaoZui, and all of them are synthetic")
    func chongqing() throws {
        let drones = try CityPackage.load(directory: Cities.root.appendingPathComponent("chongqing").path).drones
        #expect(drones.count == 3 && drones.allSatisfy(\.synthetic) && drones.contains { $0.center == "500109" && $0.camera != nil })
    }
}
