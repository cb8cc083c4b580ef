/// One block of a PBF file, taken apart into nodes, ways and relations (OpenStreetMap wiki, "PBF Format", osmformat.proto).
struct PBFBlock {
    private var strings: [UnsafeRawBufferPointer] = []
    private var groups: [UnsafeRawBufferPointer] = []
    private var granularity: Int64 = 100
    private var latitudeOffset: Int64 = 0
    private var longitudeOffset: Int64 = 0

    /// PrimitiveBlock: stringtable = 1, primitivegroup = 2, granularity = 17, offsets = 19 and 20.
    init(_ bytes: UnsafeRawBufferPointer) throws {
        var reader = WireReader(bytes)
        while let (tag, value) = try reader.field() {
            switch (tag, value) {
            case (1, .bytes(let table)):
                var entries = WireReader(table)
                while let (tag, value) = try entries.field() { if tag == 1, case .bytes(let text) = value { strings.append(text) } }
            case (2, .bytes(let group)): groups.append(group)
            case (17, .number(let number)): granularity = Int64(truncatingIfNeeded: number)
            case (19, .number(let number)): latitudeOffset = Int64(bitPattern: number)
            case (20, .number(let number)): longitudeOffset = Int64(bitPattern: number)
            default: break
            }
        }
    }

    /// Calls `body` with the messages of every group that have this field: nodes = 1, dense = 2, ways = 3, relations = 4.
    private func forEachMessage(_ wanted: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        for group in groups {
            var reader = WireReader(group)
            while let (tag, value) = try reader.field() { if tag == wanted, case .bytes(let message) = value { try body(message) } }
        }
    }

    func text(_ index: UInt64) throws -> String {
        guard index < UInt64(strings.count) else { throw WireReader.Broken() }
        return WireReader.text(strings[Int(index)])
    }

    func tags(_ keys: [UInt64], _ values: [UInt64]) throws -> [(String, String)] {
        guard keys.count == values.count else { throw WireReader.Broken() }
        return try zip(keys, values).map { (try text($0), try text($1)) }
    }

    struct Way {
        var id: Int64 = 0
        var nodes: [Int64] = []
        var tags: [(String, String)] = []
    }

    /// Way: id = 1, keys = 2, vals = 3, refs = 8.
    func forEachWay(_ body: (Way) throws -> Void) throws {
        try forEachMessage(3) { message in
            var reader = WireReader(message)
            var way = Way()
            var keys: [UInt64] = []
            var values: [UInt64] = []
            while let (tag, value) = try reader.field() {
                switch (tag, value) {
                case (1, .number(let number)): way.id = Int64(bitPattern: number)
                case (2, .bytes(let packed)): keys = try WireReader.numbers(packed)
                case (3, .bytes(let packed)): values = try WireReader.numbers(packed)
                case (8, .bytes(let packed)): way.nodes = try WireReader.running(packed)
                default: break
                }
            }
            way.tags = try tags(keys, values)
            try body(way)
        }
    }

    struct Relation {
        var tags: [(String, String)] = []
        var members: [Member] = []

        struct Member {
            let role: String
            let id: Int64
            let isNode: Bool
            let isWay: Bool
        }
    }

    /// Relation: keys = 2, vals = 3, roles_sid = 8, memids = 9, types = 10 (0 a node, 1 a way, 2 a relation).
    func forEachRelation(_ body: (Relation) throws -> Void) throws {
        try forEachMessage(4) { message in
            var reader = WireReader(message)
            var lists: [Int: [UInt64]] = [:]
            var ids: [Int64] = []
            while let (tag, value) = try reader.field() {
                guard case .bytes(let packed) = value else { continue }
                if tag == 9 { ids = try WireReader.running(packed) } else if tag != 4 { lists[tag] = try WireReader.numbers(packed) }
            }
            let (roles, types) = (lists[8] ?? [], lists[10] ?? [])
            guard roles.count == ids.count, types.count == ids.count else { throw WireReader.Broken() }
            var relation = Relation(tags: try tags(lists[2] ?? [], lists[3] ?? []))
            for (index, id) in ids.enumerated() {
                let kind = types[index]
                relation.members.append(Relation.Member(role: try text(roles[index]), id: id, isNode: kind == 0, isWay: kind == 1))
            }
            try body(relation)
        }
    }

    /// Calls `body` with id, latitude and longitude in nanodegrees, and a function that gives the tags.
    func forEachNode(_ body: (Int64, Int64, Int64, () throws -> [(String, String)]) throws -> Void) throws {
        try forEachMessage(1) { try single($0, body) }
        try forEachMessage(2) { try dense($0, body) }
    }

    private func nanodegrees(_ value: Int64, _ offset: Int64) -> Int64 { offset &+ granularity &* value }

    /// Node: id = 1, keys = 2, vals = 3, lat = 8, lon = 9.
    private func single(_ message: UnsafeRawBufferPointer, _ body: (Int64, Int64, Int64, () throws -> [(String, String)]) throws -> Void) throws {
        var reader = WireReader(message)
        var numbers: [Int: Int64] = [:]
        var lists: [Int: [UInt64]] = [:]
        while let (tag, value) = try reader.field() {
            switch value {
            case .number(let number): numbers[tag] = Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
            case .bytes(let packed) where tag == 2 || tag == 3: lists[tag] = try WireReader.numbers(packed)
            default: break
            }
        }
        try body(numbers[1] ?? 0, nanodegrees(numbers[8] ?? 0, latitudeOffset), nanodegrees(numbers[9] ?? 0, longitudeOffset)) {
            try tags(lists[2] ?? [], lists[3] ?? [])
        }
    }

    /// DenseNodes: id = 1, lat = 8, lon = 9, keys_vals = 10, where a zero ends the tags of each node; empty where no node of the block has
    /// any.
    private func dense(_ message: UnsafeRawBufferPointer, _ body: (Int64, Int64, Int64, () throws -> [(String, String)]) throws -> Void) throws {
        var reader = WireReader(message)
        var lists: [Int: [Int64]] = [:]
        var tagNumbers: [UInt64] = []
        while let (tag, value) = try reader.field() {
            guard case .bytes(let packed) = value else { continue }
            if tag == 1 || tag == 8 || tag == 9 { lists[tag] = try WireReader.running(packed) }
            if tag == 10 { tagNumbers = try WireReader.numbers(packed) }
        }
        let (ids, latitudes, longitudes) = (lists[1] ?? [], lists[8] ?? [], lists[9] ?? [])
        guard latitudes.count == ids.count, longitudes.count == ids.count else { throw WireReader.Broken() }
        var next = 0
        for index in ids.indices {
            let first = next
            while next < tagNumbers.count, tagNumbers[next] != 0 { next += 2 }
            // A block in which no node has a tag may leave the list out.
            guard next <= tagNumbers.count || tagNumbers.isEmpty else { throw WireReader.Broken() }
            let range = first..<next
            try body(ids[index], nanodegrees(latitudes[index], latitudeOffset), nanodegrees(longitudes[index], longitudeOffset)) {
                try range.isEmpty
                    ? []
                    : stride(from: range.lowerBound, to: range.upperBound, by: 2).map {
                        (try text(tagNumbers[$0]), try text(tagNumbers[$0 + 1]))
                    }
            }
            if !tagNumbers.isEmpty { next += 1 }
        }
    }
}
