import City
import DroneGateway
import Drones
import Foundation
import Testing

@testable import DronesMQTT

@Suite("What comes from a broker")
struct DockReaderTests {
    private static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    private let reader = DockReader(drones: [Docks.drone("d1"), Docks.drone("d2")], now: { start })

    private func fixture(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures"))
        return [UInt8](try Data(contentsOf: url))
    }

    private func reports(_ topic: String, _ payload: [UInt8]) throws -> (reports: [DroneReport], reply: DockReader.Reply?) {
        guard case .told(let reports, let reply) = reader.read(topic, payload) else { throw Docks.Missing("\(reader.read(topic, payload))") }
        return (reports, reply)
    }

    private func telemetry(_ topic: String, _ text: String) -> DroneTelemetry? {
        guard case .told(let reports, _) = reader.read(topic, Array(text.utf8)), case .telemetry(let told)? = reports.first?.content else {
            return nil
        }
        return told
    }

    @Test("a dock tells its weather, its battery and what lies in it")
    func dock() throws {
        let (reports, reply) = try reports("thing/product/DOCK-d1/osd", fixture("dock-osd"))
        var told = DroneTelemetry(.dock)
        told.dockMode = .idle
        told.isInDock = true
        told.batteryPercent = 93
        told.windMetresPerSecond = 3.4
        told.rain = 1
        told.isStopped = false
        #expect(reports == [DroneReport(drone: "d1", .telemetry(told))] && reply == nil)
    }

    @Test("an aircraft tells where it is, with its heading from north and its height above the dock")
    func aircraft() throws {
        let (reports, _) = try reports("thing/product/AIR-d1/osd", fixture("aircraft-osd"))
        var told = DroneTelemetry(.aircraft)
        told.mode = .flying
        told.position = Coordinate(latitude: 29.812345, longitude: 106.401234)
        told.heightMetres = 121.5
        told.headingDegrees = 270
        told.speedMetresPerSecond = 11.9
        told.batteryPercent = 84
        #expect(reports == [DroneReport(drone: "d1", .telemetry(told))])
    }

    @Test("progress and answers come for their mission, and a dock that wants an answer gets one")
    func flight() throws {
        let (reports, reply) = try reports("thing/product/DOCK-d1/events", fixture("progress"))
        #expect(reports == [DroneReport(drone: "d1", .flight(mission: "0b9f-mission", .arrived))])
        #expect(reply?.topic == "thing/product/DOCK-d1/events_reply")
        let text = String(decoding: reply?.payload ?? [], as: UTF8.self)
        #expect(text.contains(#""tid":"00000000-0000-0000-0000-000000000003""#) && text.contains(#""data":{"result":0}"#))
        let answer = try self.reports("thing/product/DOCK-d1/services_reply", fixture("services-reply")).reports
        #expect(answer == [DroneReport(drone: "d1", .flight(mission: "0b9f-mission", .accepted))])
        let topology = try self.reports("sys/product/DOCK-d1/status", fixture("topology"))
        #expect(topology.reply?.topic == "sys/product/DOCK-d1/status_reply" && topology.reports.count == 1)
    }

    @Test("progress to another place comes under the name of that order, and says by itself that it was taken on")
    func onward() throws {
        func said(_ status: String) throws -> [DroneReport] {
            let text = #"{"method":"fly_to_point_progress","data":{"fly_to_id":"on-1","status":"\#(status)","result":7}}"#
            return try reports("thing/product/DOCK-d1/events", Array(text.utf8)).reports
        }
        func report(_ said: FlightReport) -> DroneReport { DroneReport(drone: "d1", .flight(mission: "on-1", said)) }
        #expect(try said("wayline_progress") == [report(.onwardAccepted)])
        #expect(try said("wayline_ok") == [report(.onwardAccepted), report(.arrived)])
        #expect(try said("wayline_failed") == [report(.onwardFailed(code: 7))])
        guard
            case .malformed = reader.read(
                "thing/product/DOCK-d1/events",
                Array(#"{"method":"fly_to_point_progress","data":{"fly_to_id":"on-1","status":"flown","result":0}}"#.utf8))
        else { return #expect(Bool(false), "a status that there is not was taken") }
    }

    @Test(
        "a message that fits no shape is malformed, whatever part of it is wrong",
        arguments: [
            ("thing/product/DOCK-d1/osd", "{"), ("thing/product/DOCK-d1/osd", ""), ("thing/product/DOCK-d1/osd", "[]"),
            ("thing/product/DOCK-d1/osd", #"{"data":{"wind_speed":"strong"}}"#), ("thing/product/DOCK-d1/osd", #"{"data":{"wind_speed":1e9}}"#),
            ("thing/product/DOCK-d1/osd", #"{"data":{"mode_code":77}}"#), ("thing/product/DOCK-d1/osd", #"{"tid":"x"}"#),
            ("thing/product/AIR-d1/osd", #"{"data":{"latitude":291.0,"longitude":106.0}}"#),
            ("thing/product/AIR-d1/osd", #"{"data":{"battery":{"capacity_percent":101}}}"#),
            ("thing/product/AIR-d1/osd", #"{"data":{"mode_code":99}}"#),
            ("thing/product/DOCK-d1/services_reply", #"{"method":"takeoff_to_point","data":{"result":0}}"#),
            ("thing/product/DOCK-d1/services_reply", #"{"method":"takeoff_to_point","bid":"m","data":{}}"#),
            ("thing/product/DOCK-d1/events", #"{"method":"takeoff_to_point_progress","data":{"flight_id":"m","status":"flown","result":0}}"#),
            ("sys/product/DOCK-d1/status", #"{"method":"dance","data":{}}"#), ("thing/product/DOCK-d1/services", "{}"), ("hello", "{}"),
        ])
    func malformed(topic: String, text: String) {
        guard case .malformed = reader.read(topic, Array(text.utf8)) else { return #expect(Bool(false), "\(topic) \(text) was taken") }
    }

    @Test("a name that is too long to be echoed is malformed, and so is JSON nested beyond reason")
    func bounds() {
        let long = String(repeating: "a", count: 129)
        let reply = #"{"method":"return_home","bid":"\#(long)","data":{"result":0}}"#
        guard case .malformed = reader.read("thing/product/DOCK-d1/services_reply", Array(reply.utf8)) else { return #expect(Bool(false), "long") }
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        guard case .malformed = reader.read("thing/product/DOCK-d1/osd", Array(#"{"data":\#(deep)}"#.utf8)) else {
            return #expect(Bool(false), "deep")
        }
    }

    @Test("a serial number that the city does not know is told apart, also where the message would fit")
    func stranger() throws {
        guard case .unknownSerial = reader.read("thing/product/DOCK-x/osd", try fixture("dock-osd")) else { return #expect(Bool(false)) }
        guard case .unknownSerial = reader.read("thing/product/AIR-d1/events", try fixture("progress")) else { return #expect(Bool(false)) }
    }

    @Test("an aircraft without a fix has no position, one that is not connected has said nothing, and a dock knows no battery that is out")
    func nothing() throws {
        #expect(telemetry("thing/product/AIR-d1/osd", #"{"data":{"mode_code":0,"latitude":0,"longitude":0}}"#)?.position == nil)
        #expect(try reports("thing/product/AIR-d1/osd", Array(#"{"data":{"mode_code":14,"latitude":1,"longitude":1}}"#.utf8)).reports.isEmpty)
        let out = telemetry("thing/product/DOCK-d1/osd", #"{"data":{"drone_in_dock":0,"drone_charge_state":{"capacity_percent":0}}}"#)
        #expect(out?.isInDock == false && out?.batteryPercent == nil)
    }

    @Test("the address of a broker is read, and one that holds a password or more than a broker is refused")
    func address() throws {
        let plain = try BrokerAddress("mqtt://broker.city:2883")
        #expect(plain.host == "broker.city" && plain.port == 2_883 && !plain.tls)
        #expect(try BrokerAddress("mqtts://10.0.0.7").port == 8_883)
        for text in ["http://a", "mqtt://", "mqtt://u:secret@a", "mqtt://a:0", "mqtt://a/topic", "a:1883"] {
            let fault = #expect(throws: BrokerAddressFault.self) { try BrokerAddress(text) }
            #expect(fault?.description.contains("secret") == false)
        }
    }
}
