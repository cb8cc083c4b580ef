import City
import Foundation
import HazardKit
import Readings
import Testing

@testable import SensorThings

@Suite("Addresses and entities")
struct EntityTests {
    let writer = EntityWriter(root: "http://127.0.0.1:8080/sta/v1.1")

    @Test(
        "addresses are read in all their forms",
        arguments: [
            ("", EntityPath.root), ("/", .root), ("/Datastreams", .datastreams), ("Datastreams('gnss-17')", .datastream("gnss-17")),
            ("Datastreams(17)", .datastream("17")), ("/Datastreams('gnss-17')/Observations", .observationsOf("gnss-17")),
            ("/Datastreams(17)/Observations/", .observationsOf("17")), ("Datastreams(%27a%20b%27)/Observations", .observationsOf("a b")),
            ("Datastreams('%E5%8D%B1''s')", .datastream("危's")), ("Observations", .observations), ("Observations(42)", .observation(42)),
            ("CreateObservations", .createObservations),
        ])
    func paths(text: String, path: EntityPath) {
        #expect(EntityPath(text) == path)
    }

    @Test(
        "addresses that mean nothing are nothing",
        arguments: [
            "Things", "Datastreams()", "Datastreams('')", "Datastreams('a)", "Datastreams(a)", "Datastreams('a'b')", "Datastreams(17",
            "Observations('1')",
            "Observations(-1)", "Datastreams('a%')", "Datastreams('a%zz')", "Datastreams('%FF')", "Datastreams('a')/Things",
            "Datastreams(99999999999999999999)", "Datastreams('" + String(repeating: "a", count: 129) + "')",
        ])
    func noPaths(text: String) {
        #expect(EntityPath(text) == nil)
    }

    @Test("an address that is written is read back", arguments: ["gnss-17", "危岩 3", "it's", "a/b?c#d%"])
    func addressRoundTrip(id: String) {
        let address = writer.address(of: DatastreamID(id))
        #expect(EntityPath(String(address.dropFirst(writer.root.count))) == .datastream(DatastreamID(id)))
    }

    @Test("every entity is JSON with its id and links")
    func entities() throws {
        let stream = Datastream(
            id: "g\"1", name: LocalizedText(zh: "位移\n", en: "Displacement"), site: nil, point: Coordinate(latitude: 29, longitude: 106),
            property: "displacement", unit: "mm", interval: 60, synthetic: true)
        let one = try Self.object(writer.datastream(stream))
        #expect(one["@iot.id"] as? String == "g\"1")
        #expect(one["name"] as? String == "位移\n")
        #expect((one["unitOfMeasurement"] as? [String: String])?["symbol"] == "mm")
        let list = try Self.object(writer.datastreams([stream, stream], count: 5, next: "http://x/?$skip=2"))
        #expect((list["value"] as? [Any])?.count == 2)
        #expect(list["@iot.nextLink"] as? String == "http://x/?$skip=2")
        let reading = Reading(datastream: "g", phenomenonTime: ObservationBodyTests.now, value: -0.1)
        let observation = try Self.object(writer.observation(ReadingID(42), reading))
        #expect(observation["@iot.selfLink"] as? String == "http://127.0.0.1:8080/sta/v1.1/Observations(42)")
        #expect(observation["result"] as? Double == -0.1)
        let root = try Self.object(writer.serviceRoot)
        #expect((root["value"] as? [[String: String]])?.map { $0["name"] } == ["Datastreams", "Observations"])
        #expect(writer.created([.kept(ReadingID(1)), .refused]) == #"["http://127.0.0.1:8080/sta/v1.1/Observations(1)","error"]"#)
    }

    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
