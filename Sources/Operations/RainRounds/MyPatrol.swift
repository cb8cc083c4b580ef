import City
import RainRounds

/// An open patrol as the telephone of whoever goes shows it.
public struct MyPatrol: Encodable, Sendable {
    public let round: RainRoundID
    public let roundName: LocalizedText
    /// Of the round, at which it was read.
    public let version: Int64
    public let patrol: RainRoundView.Patrol
    public let point: Coordinate?
    /// Why somebody is to look there.
    public let reasons: [WatchReason]
    public let exercise: Bool
    public let synthetic: Bool

    /// More than one person or desk reports in two hours.
    static let shownMax = 300
}
