import Foundation
import Roads
import Testing

@testable import OpenStreetMap

@Suite("Roads out of OpenStreetMap files")
struct PBFTests {
    /// Puts bytes into a file for the time of a test.
    private func reading<Value>(_ bytes: [UInt8], _ body: (String) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("roads-\(UUID().uuidString).osm.pbf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // swallowed because the folder is temporary
        return try body(file.path)
    }

    private func fault(_ bytes: [UInt8]) throws -> String {
        let fault = #expect(throws: MapFileFault.self) { try reading(bytes) { try PBFRoads.read($0) } }
        return fault?.what ?? ""
    }

    @Test(
        "ways, places, what stands there and restrictions come out, packed or not, with nodes in either form", arguments: [true, false],
        [true, false])
    func whole(isPacked: Bool, isDense: Bool) throws {
        var made = MadeMap.square
        (made.isPacked, made.isDense) = (isPacked, isDense)
        let (map, summary) = try reading(made.bytes()) { try PBFRoads.read($0) }
        #expect(map.ways.map(\.id) == [1, 2, 3, 4, 5], "a building is no road")
        #expect(map.places.contains(MapPoint(latitude: 300_010_000, longitude: 1_060_010_000)))
        #expect(map.places[Int(map.ways[4].places[1])] == MapPoint(latitude: 300_005_000, longitude: 1_059_990_000))
        #expect(map.placeTags.count == 1 && map.placeTags.values.first?["barrier"] == "gate", "names are not kept")
        #expect(map.ways[0].tags["highway"] == "residential" && map.ways[0].tags["name"] == nil)
        #expect(summary.ways == 5 && summary.restrictions == 2 && summary.missingNodes == 0)
        let first = try #require(map.restrictions.first)
        #expect(first.kind == .no && first.from == [1] && first.to == [2] && first.vehicle == nil && first.exempt == ["bus", "psv"])
        #expect(map.restrictions.last?.kind == .only && map.restrictions.last?.vehicle == "hgv")
    }

    @Test("a way ends where its nodes are not in the file, and goes on where they are again")
    func missingNodes() throws {
        var made = MadeMap.square
        made.ways = [(1, [11, 12, 99, 13, 14], [("highway", "residential")])]
        let (map, summary) = try reading(made.bytes()) { try PBFRoads.read($0) }
        #expect(map.ways.map(\.places.count) == [2, 2] && summary.missingNodes == 1)
    }

    @Test("a file that ends anywhere is refused with what to do, and never read as a smaller map")
    func cutOff() throws {
        let bytes = MadeMap.square.bytes()
        let ends = stride(from: 1, to: bytes.count, by: 7)
        for end in ends {
            let what = try fault(Array(bytes.prefix(end)))
            #expect(what.contains("Fetch") || what.contains("extract"), "cut at \(end): \(what)")
        }
    }

    @Test("any byte changed leads to a map or to a fault, never to a crash")
    func spoilt() throws {
        let bytes = MadeMap.square.bytes()
        for index in bytes.indices {
            var spoilt = bytes
            spoilt[index] ^= 0x55
            do {
                let (map, _) = try reading(spoilt) { try PBFRoads.read($0) }
                for vehicle in Vehicle.allCases { _ = try RoadGraph(map, for: vehicle) }
            } catch is MapFileFault {
            } catch is RoadFault {
            }
        }
    }

    @Test("a packed block with a changed byte does not unpack, and the map is refused as damaged")
    func packed() throws {
        var bytes = MadeMap.square.bytes()
        bytes[bytes.count - 20] ^= 0x55
        #expect(try fault(bytes).contains("damaged"))
    }

    @Test("what is no PBF file, empty, or without roads is named as such")
    func others() throws {
        #expect(try fault([]).contains("empty"))
        #expect(try fault(Array("<?xml version='1.0'?><osm version='0.6'/>".utf8)).contains("no OpenStreetMap PBF file"))
        #expect(try fault([UInt8](repeating: 0, count: 5_000)).contains("no OpenStreetMap PBF file"))
        #expect(try fault(MadeMap.square.header()).contains("no road"))
        var history = MadeMap.square
        history.features.append("HistoricalInformation")
        #expect(try fault(history.bytes()).contains("HistoricalInformation"))
        #expect(throws: MapFileFault.self) { try PBFRoads.read("nowhere/at/all.osm.pbf") }
    }

    @Test("a block that announces gigabytes is refused before anything is held for it")
    func hugeCounts() throws {
        let body = Wire.message { wire in
            wire.number(2, 1 << 40)
            wire.bytes(3, [1, 2, 3])
        }
        let head = Wire.message { wire in
            wire.bytes(1, Array("OSMData".utf8))
            wire.number(3, UInt64(body.count))
        }
        let huge = withUnsafeBytes(of: UInt32(head.count).bigEndian, Array.init) + head + body
        #expect(try fault(MadeMap.square.header() + huge).contains("damaged"))
        let long = Wire.message { wire in
            wire.bytes(1, Array("OSMData".utf8))
            wire.number(3, 2_000_000_000)
        }
        #expect(try fault(MadeMap.square.header() + withUnsafeBytes(of: UInt32(long.count).bigEndian, Array.init) + long).contains("33554432"))
    }

    @Test("a block of nodes without tags may leave the list of tags out")
    func withoutTags() throws {
        var made = MadeMap.square
        made.leavesOutEmptyTags = true
        made.nodes = made.nodes.map { ($0.id, $0.latitude, $0.longitude, []) }
        let (map, summary) = try reading(made.bytes()) { try PBFRoads.read($0) }
        #expect(map.ways.count == 5 && map.placeTags.isEmpty && summary.missingNodes == 0)
    }

    @Test("a node as far off the Earth as numbers go is taken as missing")
    func offTheEarth() throws {
        var table = NodeTable([1, 2, 3])
        try table.take(1, .min, 0) { [] }
        try table.take(2, 0, .min) { [] }
        try table.take(3, 90_000_000_000, -180_000_000_000) { [] }
        #expect(table.missing == 2 && table.index(of: 3) == 2)
    }

    @Test("nodes that come from both ends of the numbers in turn are found as fast as sorted ones", .timeLimit(.minutes(1)))
    func interleaved() throws {
        let half: Int64 = 150_000
        var table = NodeTable(Array(1...2 * half))
        for step in 1...half {
            try table.take(step, 0, 0) { [] }
            try table.take(2 * half + 1 - step, 0, 0) { [] }
        }
        #expect(table.missing == 0)
    }

    @Test("node numbers in any order are found")
    func unordered() throws {
        var table = NodeTable([5, 1, 9, 5, 3])
        for id: Int64 in [9, 2, 3, 1, 4, 5] { try table.take(id, id * 1_000_000_000, 0) { [] } }
        #expect([1, 3, 5, 9].map { table.index(of: $0) } == [0, 1, 2, 3] && table.index(of: 2) == nil && table.missing == 0)
        #expect(table.places.map(\.latitude) == [10_000_000, 30_000_000, 50_000_000, 90_000_000])
    }
}
