/// The burning edge at one place: what a crew there would meet.
public struct Front: Hashable, Sendable {
    public let type: FireType
    /// m/min, square to the front.
    public let rate: Double
    /// kW/m.
    public let intensity: Double

    /// `share` is the part of the head's rate with which the front moves here.
    init(_ head: CellEllipses.Shape, _ type: FireType, share: Double) {
        self.type = type
        rate = head.rate * share
        intensity = head.intensity * share
    }

    /// Metres.
    public var flameLength: Double { Flame.length(intensity: intensity) }
}
