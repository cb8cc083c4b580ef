/// What a trip or a part of one costs: what it weighs, how long it takes, how far it is. Costs are compared by weight; equal weights by time, then
/// by length, so that the cheapest trip has one cost and not several.
public struct TravelCost: Hashable, Comparable, Sendable {
    /// Milliseconds of preference: time, with more of it on roads that are not meant for passing through.
    public var weight: Int32
    public var milliseconds: Int32
    public var centimetres: Int32

    @inline(__always) public init(weight: Int32, milliseconds: Int32, centimetres: Int32) {
        self.weight = weight
        self.milliseconds = milliseconds
        self.centimetres = centimetres
    }

    public static let zero = TravelCost(weight: 0, milliseconds: 0, centimetres: 0)

    /// Weights from here on mean that there is no way: six days, so that two of them still fit into 32 bits when they are added.
    public static let unreachableWeight: Int32 = 1 << 29
    public static let unreachable = TravelCost(weight: unreachableWeight, milliseconds: 0, centimetres: 0)

    @inline(__always) public var isReachable: Bool { weight < Self.unreachableWeight }

    public var seconds: Double { Double(milliseconds) / 1_000 }
    public var metres: Double { Double(centimetres) / 100 }

    @inline(__always) public static func < (left: TravelCost, right: TravelCost) -> Bool {
        if left.weight != right.weight { return left.weight < right.weight }
        if left.milliseconds != right.milliseconds { return left.milliseconds < right.milliseconds }
        return left.centimetres < right.centimetres
    }

    /// Both must be reachable, or at most one of them not.
    @inline(__always) public static func + (left: TravelCost, right: TravelCost) -> TravelCost {
        TravelCost(
            weight: left.weight &+ right.weight, milliseconds: left.milliseconds &+ right.milliseconds,
            centimetres: left.centimetres &+ right.centimetres)
    }

    /// This part of it, 0 … 1; each figure rounded by itself.
    func part(_ share: Double) -> TravelCost {
        TravelCost(
            weight: Int32((Double(weight) * share).rounded()), milliseconds: Int32((Double(milliseconds) * share).rounded()),
            centimetres: Int32((Double(centimetres) * share).rounded()))
    }
}
