import Roads

/// Reads the roads out of an OpenStreetMap PBF file, in two passes: first the ways that any vehicle may use and the turn restrictions, then the
/// nodes that these ways run through. Holds those and one block of the file.
public struct PBFRoads {
    /// What was found beside the roads.
    public struct Summary: Sendable {
        public internal(set) var ways = 0
        public internal(set) var restrictions = 0
        /// Nodes that ways name and the file lacks, as at the edge of an extract; ways end before them.
        public internal(set) var missingNodes = 0
    }

    /// What whoever shows these roads has to say (openstreetmap.org/copyright).
    public static let attribution = "© OpenStreetMap contributors, Open Database License (ODbL) 1.0"

    /// A region of some thirty million people; larger ones do not fit a server of this kind.
    static let waysMax = 8_000_000
    static let nodesMax = 80_000_000

    private let file: String
    private var ways: [PBFBlock.Way] = []
    private var tags: [RoadTags] = []
    private var restrictions: [Restriction] = []
    private var nodeCount = 0
    private var summary = Summary()
    private let rules = Vehicle.allCases.map(\.rules)

    private struct Restriction {
        let kind: RoadMap.Restriction.Kind
        let vehicle: String?
        let exempt: [String]
        let from: [Int64]
        let to: [Int64]
        let viaNode: Int64?
        let viaWays: [Int64]
    }

    /// - Throws: `MapFileFault` when the file is cut off, damaged, no PBF, too large, or has no roads.
    public static func read(_ file: String) throws -> (map: RoadMap, summary: Summary) {
        var reader = PBFRoads(file: file)
        try reader.forEachBlock { reader, block in
            try block.forEachWay { try reader.take($0) }
            try block.forEachRelation { reader.take($0) }
        }
        guard !reader.ways.isEmpty else {
            throw MapFileFault(file, "there is no road in it. Take an extract of OpenStreetMap that has ways with a highway tag.")
        }
        return (try reader.placed(), reader.summary)
    }

    private init(file: String) { self.file = file }

    private mutating func forEachBlock(_ body: (inout PBFRoads, PBFBlock) throws -> Void) throws {
        let blobs = try PBFBlobs(file)
        var count = 0
        do {
            while let (type, bytes) = try blobs.next() {
                count += 1
                if type == "OSMHeader" { try bytes.withUnsafeBytes(checkFeatures) }
                if type == "OSMData" { try bytes.withUnsafeBytes { try body(&self, try PBFBlock($0)) } }
            }
        } catch is WireReader.Broken {
            throw MapFileFault(file, "the file is damaged: block \(count) cannot be read. Fetch or copy it again.")
        }
        guard count > 0 else { throw MapFileFault(file, "the file is empty. Fetch or copy it again.") }
    }

    /// HeaderBlock: required_features = 4.
    private func checkFeatures(_ bytes: UnsafeRawBufferPointer) throws {
        var reader = WireReader(bytes)
        while let (tag, value) = try reader.field() {
            guard tag == 4, case .bytes(let text) = value else { continue }
            let feature = WireReader.text(text)
            guard ["OsmSchema-V0.6", "DenseNodes"].contains(feature) else {
                throw MapFileFault(
                    file, "it asks for \(feature.prefix(60)), which is not read here. Take an extract of the map as it is now, without history.")
            }
        }
    }

    private mutating func take(_ way: PBFBlock.Way) throws {
        guard way.nodes.count >= 2, way.tags.contains(where: { $0.0 == "highway" || $0.0 == "route" }) else { return }
        var found = RoadTags()
        for (key, value) in way.tags { found.add(key, value) }
        guard rules.contains(where: { $0.use(of: found) != nil }) else { return }
        nodeCount += way.nodes.count
        guard ways.count < Self.waysMax, nodeCount <= Self.nodesMax else {
            throw MapFileFault(
                file, "there are more than \(Self.waysMax) roads or \(Self.nodesMax) points in them. Cut the region out first: osmium extract does.")
        }
        ways.append(PBFBlock.Way(id: way.id, nodes: way.nodes))
        tags.append(found)
    }

    private mutating func take(_ relation: PBFBlock.Relation) {
        guard relation.tags.contains(where: { $0 == ("type", "restriction") }), restrictions.count < Self.waysMax else { return }
        let exempt = relation.tags.first { $0.0 == "except" }?.1.split(separator: ";").map(String.init) ?? []
        let named = { (role: String) in relation.members.filter { $0.role == role && $0.isWay }.map(\.id) }
        for (key, value) in relation.tags where key == "restriction" || key.hasPrefix("restriction:") {
            guard let kind: RoadMap.Restriction.Kind = value.hasPrefix("no_") ? .no : value.hasPrefix("only_") ? .only : nil else { continue }
            restrictions.append(
                Restriction(
                    kind: kind, vehicle: key == "restriction" ? nil : String(key.dropFirst("restriction:".count)), exempt: exempt,
                    from: named("from"), to: named("to"), viaNode: relation.members.first { $0.role == "via" && $0.isNode }?.id,
                    viaWays: named("via")))
        }
    }

    /// Looks the nodes up and puts the map together.
    private mutating func placed() throws -> RoadMap {
        var table = NodeTable(ways.flatMap(\.nodes))
        try forEachBlock { _, block in
            try block.forEachNode { id, latitude, longitude, tags in try table.take(id, latitude, longitude, tags) }
        }
        var map = RoadMap(places: table.places, placeTags: table.tags)
        summary.missingNodes = table.missing
        for (index, way) in ways.enumerated() {
            let runs = way.nodes.split { table.index(of: $0) == nil }
            for run in runs where run.count >= 2 {
                map.ways.append(RoadMap.Way(id: way.id, places: run.compactMap { table.index(of: $0) }, tags: tags[index]))
            }
        }
        map.restrictions = restrictions.compactMap { restriction in
            let via: RoadMap.Restriction.Via? =
                restriction.viaNode.map { node in table.index(of: node).map { .place($0) } }
                ?? (restriction.viaWays.isEmpty ? nil : .ways(restriction.viaWays))
            guard let via, !restriction.from.isEmpty, !restriction.to.isEmpty else { return nil }
            return RoadMap.Restriction(
                kind: restriction.kind, from: restriction.from, via: via, to: restriction.to, vehicle: restriction.vehicle, exempt: restriction.exempt
            )
        }
        (summary.ways, summary.restrictions) = (ways.count, map.restrictions.count)
        guard !map.ways.isEmpty else {
            throw MapFileFault(file, "its roads run through nodes that are not in it. Fetch or copy it again, or extract it with complete ways.")
        }
        return map
    }
}
