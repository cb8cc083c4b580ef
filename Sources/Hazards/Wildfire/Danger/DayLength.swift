/// How the length of the day enters the two slower moisture codes, month by month.
///
/// The standard factors are those of Van Wagner 1987, tables 1 and 2 (46° N). Nearer the equator and in the south the tables of Lawson and
/// Armitage 2008 (Weather Guide for the Canadian Forest Fire Danger Rating System, appendix) are taken, by latitude.
public struct DayLength: Hashable, Sendable {
    /// Effective day length in hours, January first.
    let duffHours: [Double]
    /// Day-length adjustment of the drought code, January first.
    let droughtAdjustment: [Double]

    /// Canada north of 30° N, which most published series use.
    public static let standard = DayLength(duffHours: hours46North, droughtAdjustment: adjustmentNorth)

    /// The factors for a latitude in degrees, north positive: Chongqing (29.6°) has the duff factors of 20° N and the drought factors of the north.
    public static func at(latitude: Double) -> DayLength {
        DayLength(duffHours: duff(latitude), droughtAdjustment: drought(latitude))
    }

    private static func duff(_ latitude: Double) -> [Double] {
        switch latitude {
        case let degrees where degrees > 30: hours46North
        case let degrees where degrees > 10: hours20North
        case let degrees where degrees > -10: Array(repeating: 9, count: 12)
        case let degrees where degrees > -30: hours20South
        default: hours40South
        }
    }

    private static func drought(_ latitude: Double) -> [Double] {
        switch latitude {
        case let degrees where degrees > 20: adjustmentNorth
        case let degrees where degrees > -20: Array(repeating: 1.4, count: 12)
        default: Array(adjustmentNorth[6...] + adjustmentNorth[..<6])
        }
    }

    private static let hours46North = [6.5, 7.5, 9, 12.8, 13.9, 13.9, 12.4, 10.9, 9.4, 8, 7, 6]
    private static let hours20North = [7.9, 8.4, 8.9, 9.5, 9.9, 10.2, 10.1, 9.7, 9.1, 8.6, 8.1, 7.8]
    private static let hours20South = [10.1, 9.6, 9.1, 8.5, 8.1, 7.8, 7.9, 8.3, 8.9, 9.4, 9.9, 10.2]
    private static let hours40South = [11.5, 10.5, 9.2, 7.9, 6.8, 6.2, 6.5, 7.4, 8.7, 10, 11.2, 11.8]
    private static let adjustmentNorth = [-1.6, -1.6, -1.6, 0.9, 3.8, 5.8, 6.4, 5, 2.4, 0.4, -1.6, -1.6]
}
