import City
import Foundation
import Roads
import Testing

@testable import RoadFiles

@Suite("The graph file")
struct RoadGraphFileTests {
    static let map: RoadMap = {
        let places = [(300_000_000, 1_060_000_000), (300_000_000, 1_060_010_000), (300_010_000, 1_060_010_000)]
        return RoadMap(
            places: places.map { MapPoint(latitude: Int32($0.0), longitude: Int32($0.1)) },
            ways: [
                RoadMap.Way(id: 1 << 40, places: [0, 1], tags: RoadTags(["highway": "residential"])),
                RoadMap.Way(id: 2, places: [1, 2], tags: RoadTags(["highway": "footway"])),
            ])
    }()

    private func inFile<Value>(_ body: (String) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("graph-\(UUID().uuidString).roads")
        defer { try? FileManager.default.removeItem(at: file) }  // swallowed because the folder is temporary
        return try body(file.path)
    }

    private static func graphs() throws -> [RoadGraph] { try [.car, .footCrew].map { try RoadGraph(map, for: $0) } }

    @Test("what is written is read, for each vehicle, with where it comes from")
    func roundTrip() throws {
        try inFile { path in
            let graphs = try Self.graphs()
            try RoadGraphFile.write(graphs, source: "© somebody", to: path)
            for graph in graphs {
                let (read, source) = try RoadGraphFile.read(path, graph.vehicle)
                #expect(read.points == graph.points && read.roads == graph.roads && read.lanes == graph.lanes && read.turns == graph.turns)
                #expect(read.turnStart == graph.turnStart && read.vehicle == graph.vehicle && source == "© somebody")
            }
            #expect(try RoadGraphFile.contents(path).vehicles == [.car, .footCrew])
            #expect(throws: RoadFileFault.self) { try RoadGraphFile.read(path, .fireEngine) }
        }
    }

    @Test("a changed byte is found wherever it is, and a file cut off anywhere is refused")
    func spoilt() throws {
        try inFile { path in
            try RoadGraphFile.write(try Self.graphs(), source: "somewhere", to: path)
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            for index in bytes.indices {
                var spoilt = bytes
                spoilt[index] ^= 0x10
                try Data(spoilt).write(to: URL(fileURLWithPath: path))
                #expect(throws: RoadFileFault.self, "byte \(index)") {
                    for vehicle in [Vehicle.car, .footCrew] { _ = try RoadGraphFile.read(path, vehicle) }
                }
            }
            for count in stride(from: 0, to: bytes.count, by: 5) {
                try Data(bytes.prefix(count)).write(to: URL(fileURLWithPath: path))
                #expect(throws: RoadFileFault.self, "\(count) bytes") {
                    for vehicle in [Vehicle.car, .footCrew] { _ = try RoadGraphFile.read(path, vehicle) }
                }
            }
        }
    }

    @Test("a file of a later version, another kind, or none says what to do")
    func others() throws {
        try inFile { path in
            try RoadGraphFile.write(try Self.graphs(), source: "somewhere", to: path)
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            bytes[8] = 2
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let later = #expect(throws: RoadFileFault.self) { try RoadGraphFile.read(path, .car) }
            #expect(later?.what.contains("version 2") == true)
            try Data("PK something else, long enough".utf8).write(to: URL(fileURLWithPath: path))
            let other = #expect(throws: RoadFileFault.self) { try RoadGraphFile.read(path, .car) }
            #expect(other?.what.contains("no graph of roads") == true)
        }
        #expect(throws: RoadFileFault.self) { try RoadGraphFile.read("nowhere.roads", .car) }
        #expect(throws: RoadFileFault.self) { try RoadGraphFile.write([], source: "", to: "no/such/folder/x.roads") }
    }
}
