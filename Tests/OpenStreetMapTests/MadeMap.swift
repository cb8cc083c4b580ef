import CZlib
import Foundation

/// A small map written as PBF, by the published layout, with whatever is to be wrong in it. Synthetic.
struct MadeMap {
    var nodes: [(id: Int64, latitude: Double, longitude: Double, tags: [(String, String)])] = []
    var ways: [(id: Int64, nodes: [Int64], tags: [(String, String)])] = []
    var relations: [(tags: [(String, String)], members: [(role: String, id: Int64, type: Int)])] = []
    var features = ["OsmSchema-V0.6", "DenseNodes"]
    var isPacked = true
    var isDense = true
    /// A writer may leave out the list of tags where no node of a block has any.
    var leavesOutEmptyTags = false

    /// A square of streets with a gate on its east side, a track off it, and a forbidden turn.
    static let square: MadeMap = {
        var map = MadeMap()
        map.nodes = [
            (11, 30.000, 106.000, []), (12, 30.000, 106.001, []), (13, 30.001, 106.001, [("barrier", "gate")]), (14, 30.001, 106.000, []),
            (15, 30.0005, 105.999, [("name", "nowhere")]),
        ]
        map.ways = [
            (1, [11, 12], [("highway", "residential"), ("name", "South Street")]), (2, [12, 13], [("highway", "residential")]),
            (3, [13, 14], [("highway", "primary"), ("oneway", "yes")]), (4, [14, 11], [("highway", "residential")]),
            (5, [14, 15], [("highway", "track")]), (6, [11, 13], [("building", "yes")]),
        ]
        map.relations = [
            ([("type", "restriction"), ("restriction", "no_left_turn"), ("except", "bus;psv")], [("from", 1, 1), ("via", 12, 0), ("to", 2, 1)]),
            ([("type", "restriction"), ("restriction:hgv", "only_straight_on")], [("from", 1, 1), ("via", 2, 1), ("to", 3, 1)]),
            ([("type", "multipolygon")], [("outer", 6, 1)]),
        ]
        return map
    }()

    func bytes() -> [UInt8] {
        header() + (isDense ? [] : block(group: plainNodes)) + block(group: isDense ? denseNodes : wayMessages)
            + (isDense ? block(group: wayMessages) : [])
    }

    func header() -> [UInt8] { blob("OSMHeader", Wire.message { wire in for feature in features { wire.bytes(4, Array(feature.utf8)) } }) }

    func blob(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let body = Wire.message { wire in
            if isPacked {
                wire.number(2, UInt64(content.count))
                wire.bytes(3, Self.deflated(content))
            } else {
                wire.bytes(1, content)
            }
        }
        let head = Wire.message { wire in
            wire.bytes(1, Array(type.utf8))
            wire.number(3, UInt64(body.count))
        }
        return withUnsafeBytes(of: UInt32(head.count).bigEndian, Array.init) + head + body
    }

    private func block(group: (inout Strings) -> [UInt8]) -> [UInt8] {
        var strings = Strings()
        let group = group(&strings)
        return blob(
            "OSMData",
            Wire.message { wire in
                wire.bytes(1, Wire.message { table in for text in strings.list { table.bytes(1, Array(text.utf8)) } })
                wire.bytes(2, group)
            })
    }

    private static func steps(_ degrees: Double) -> Int64 { Int64((degrees * 1e7).rounded()) }

    private func denseNodes(_ strings: inout Strings) -> [UInt8] {
        var tags: [UInt64] = []
        for node in nodes {
            for (key, value) in node.tags { tags += [strings.index(key), strings.index(value)] }
            tags.append(0)
        }
        let dense = Wire.message { wire in
            wire.bytes(1, Wire.running(nodes.map(\.id)))
            wire.bytes(8, Wire.running(nodes.map { Self.steps($0.latitude) }))
            wire.bytes(9, Wire.running(nodes.map { Self.steps($0.longitude) }))
            if !leavesOutEmptyTags || tags.contains(where: { $0 != 0 }) { wire.bytes(10, Wire.packed(tags)) }
        }
        return Wire.message { $0.bytes(2, dense) }
    }

    private func plainNodes(_ strings: inout Strings) -> [UInt8] {
        let messages = nodes.map { node in
            Wire.message { wire in
                wire.number(1, Wire.zigzag(node.id))
                wire.bytes(2, Wire.packed(node.tags.map { strings.index($0.0) }))
                wire.bytes(3, Wire.packed(node.tags.map { strings.index($0.1) }))
                wire.number(8, Wire.zigzag(Self.steps(node.latitude)))
                wire.number(9, Wire.zigzag(Self.steps(node.longitude)))
            }
        }
        return Wire.message { wire in for message in messages { wire.bytes(1, message) } }
    }

    private func wayMessages(_ strings: inout Strings) -> [UInt8] {
        let ways = ways.map { way in
            Wire.message { wire in
                wire.number(1, UInt64(bitPattern: way.id))
                wire.bytes(2, Wire.packed(way.tags.map { strings.index($0.0) }))
                wire.bytes(3, Wire.packed(way.tags.map { strings.index($0.1) }))
                wire.bytes(8, Wire.running(way.nodes))
            }
        }
        let relations = relations.map { relation in
            Wire.message { wire in
                wire.bytes(2, Wire.packed(relation.tags.map { strings.index($0.0) }))
                wire.bytes(3, Wire.packed(relation.tags.map { strings.index($0.1) }))
                wire.bytes(8, Wire.packed(relation.members.map { strings.index($0.role) }))
                wire.bytes(9, Wire.running(relation.members.map(\.id)))
                wire.bytes(10, Wire.packed(relation.members.map { UInt64($0.type) }))
            }
        }
        return Wire.message { wire in
            for way in ways { wire.bytes(3, way) }
            for relation in relations { wire.bytes(4, relation) }
        }
    }

    private static func deflated(_ content: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(content.count))
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            compress(buffer.baseAddress, &length, content, uLong(content.count))
            count = Int(length)
        }
    }

    /// The table of strings of one block; the first is empty by the format.
    private struct Strings {
        var list = [""]

        mutating func index(_ text: String) -> UInt64 {
            if let known = list.firstIndex(of: text) { return UInt64(known) }
            list.append(text)
            return UInt64(list.count - 1)
        }
    }
}

/// Writes Protocol Buffers.
struct Wire {
    private var written: [UInt8] = []

    static func message(_ body: (inout Wire) -> Void) -> [UInt8] {
        var wire = Wire()
        body(&wire)
        return wire.written
    }

    static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }

    static func packed(_ numbers: [UInt64]) -> [UInt8] {
        message { wire in for number in numbers { wire.varint(number) } }
    }

    static func running(_ numbers: [Int64]) -> [UInt8] {
        packed(zip(numbers, [0] + numbers).map { zigzag($0 - $1) })
    }

    mutating func number(_ tag: Int, _ value: UInt64) {
        varint(UInt64(tag << 3))
        varint(value)
    }

    mutating func bytes(_ tag: Int, _ bytes: [UInt8]) {
        varint(UInt64(tag << 3 | 2))
        varint(UInt64(bytes.count))
        written += bytes
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            written.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        written.append(UInt8(rest))
    }
}
