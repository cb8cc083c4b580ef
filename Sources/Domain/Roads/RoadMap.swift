/// Roads as a map has them, before a vehicle is chosen: places, ways through them, and turns that are forbidden.
public struct RoadMap: Sendable {
    public struct Way: Sendable {
        public let id: Int64
        /// Indexes into `places`.
        public let places: [Int32]
        public let tags: RoadTags

        public init(id: Int64, places: [Int32], tags: RoadTags) {
            self.id = id
            self.places = places
            self.tags = tags
        }
    }

    /// A turn that is forbidden, or the only one that is not.
    public struct Restriction: Sendable {
        public enum Kind: Sendable { case no, only }
        /// Over a junction, or along ways between two junctions.
        public enum Via: Sendable { case place(Int32), ways([Int64]) }

        public let kind: Kind
        public let from: [Int64]
        public let via: Via
        public let to: [Int64]
        /// The kind of vehicle that it speaks to; nil for all.
        public let vehicle: String?
        /// Kinds of vehicles that need not keep it.
        public let exempt: [String]

        public init(kind: Kind, from: [Int64], via: Via, to: [Int64], vehicle: String? = nil, exempt: [String] = []) {
            self.kind = kind
            self.from = from
            self.via = via
            self.to = to
            self.vehicle = vehicle
            self.exempt = exempt
        }
    }

    public var places: [MapPoint]
    /// What stands at a place, by its index.
    public var placeTags: [Int32: RoadTags]
    public var ways: [Way]
    public var restrictions: [Restriction]

    public init(places: [MapPoint] = [], placeTags: [Int32: RoadTags] = [:], ways: [Way] = [], restrictions: [Restriction] = []) {
        self.places = places
        self.placeTags = placeTags
        self.ways = ways
        self.restrictions = restrictions
    }
}

/// Why roads could not be made or asked: what is wrong and what to do.
public struct RoadFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
