import Roads

/// The nodes that roads run through, by their numbers.
struct NodeTable {
    /// Ascending, without doubles.
    private let ids: [Int64]
    private(set) var places: [MapPoint]
    private(set) var tags: [Int32: RoadTags] = [:]
    private var isKnown: [Bool]
    /// Where the last node was; files list nodes by rising number.
    private var last = 0

    init(_ nodes: [Int64]) {
        var ids: [Int64] = []
        for id in nodes.sorted() where ids.last != id { ids.append(id) }
        self.ids = ids
        places = [MapPoint](repeating: MapPoint(latitude: 0, longitude: 0), count: ids.count)
        isKnown = [Bool](repeating: false, count: ids.count)
    }

    var missing: Int { isKnown.count { !$0 } }

    /// Nil for a node that the file did not have.
    func index(of id: Int64) -> Int32? {
        guard let index = slot(of: id), isKnown[index] else { return nil }
        return Int32(index)
    }

    private func slot(of id: Int64) -> Int? {
        let slot = firstSlot(notBelow: id)
        return slot < ids.count && ids[slot] == id ? slot : nil
    }

    private func firstSlot(notBelow id: Int64) -> Int {
        var range = ids.indices
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            range = ids[middle] < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// The same, quick where numbers rise from call to call.
    private mutating func nextSlot(of id: Int64) -> Int? {
        if last > 0, ids[last - 1] >= id { last = firstSlot(notBelow: id) }
        if last < ids.count, ids[last] < id {
            last += 1
            if last < ids.count, ids[last] < id { last = firstSlot(notBelow: id) }
        }
        return last < ids.count && ids[last] == id ? last : nil
    }

    /// Nanodegrees; a node off the Earth is taken as missing.
    mutating func take(_ id: Int64, _ latitude: Int64, _ longitude: Int64, _ read: () throws -> [(String, String)]) throws {
        guard let index = nextSlot(of: id) else { return }
        guard Self.latitudes.contains(latitude), Self.longitudes.contains(longitude) else { return }
        places[index] = MapPoint(latitude: Self.steps(latitude), longitude: Self.steps(longitude))
        isKnown[index] = true
        var found = RoadTags()
        for (key, value) in try read() { found.add(key, value) }
        if !found.isEmpty { tags[Int32(index)] = found }
    }

    private static let latitudes: ClosedRange<Int64> = -90_000_000_000...90_000_000_000
    private static let longitudes: ClosedRange<Int64> = -180_000_000_000...180_000_000_000

    /// Nanodegrees to the nearest 10⁻⁷ degrees.
    private static func steps(_ nanodegrees: Int64) -> Int32 { Int32((nanodegrees + (nanodegrees < 0 ? -50 : 50)) / 100) }
}
