import City

/// How high the danger of fire is, in five classes, and how closely a forest is patrolled for it.
///
/// The classes are those of LY/T 1172-95 where the city has entered the standard's tables; else they are read off the Canadian index at the limits
/// of the European Forest Fire Information System (5.2, 11.2, 21.3, 38), its two highest classes being one here.
public enum DangerClass: Int, CaseIterable, Comparable, Sendable {
    case one = 1
    case two, three, four, five

    public init(index: Double) { self = Self(rawValue: 1 + Self.limits.count { index >= $0 }) ?? .five }

    public init(_ grade: FireWeatherGrade) { self = Self(rawValue: grade.rawValue) ?? .five }

    public static func < (left: DangerClass, right: DangerClass) -> Bool { left.rawValue < right.rawValue }

    /// Hours between two patrols of a sector; nil where none is asked for beyond the ordinary day's. A choice of Bayu, for a city to overrule.
    public var patrolHours: Double? {
        switch self {
        case .one: nil
        case .two: 24
        case .three: 8
        case .four: 4
        case .five: 2
        }
    }

    /// By how much an alert weighs more or less than one on an ordinary day. It orders a queue and never takes anything off it.
    public var alertWeight: Double {
        switch self {
        case .one: 0.5
        case .two: 0.75
        case .three: 1
        case .four: 1.5
        case .five: 2
        }
    }

    public var patrol: LocalizedText {
        switch self {
        case .one: LocalizedText(zh: "日常巡护", en: "Ordinary patrols")
        case .two: LocalizedText(zh: "每日巡护一次", en: "Each sector once a day")
        case .three: LocalizedText(zh: "每八小时巡护，设卡检查火种", en: "Each sector every eight hours; fire is checked for at the entrances")
        case .four: LocalizedText(zh: "每四小时巡护，禁止野外用火，队伍前置", en: "Every four hours; no fire outdoors; teams stand ready in the forest")
        case .five: LocalizedText(zh: "每两小时巡护，封山禁入，队伍靠前驻防", en: "Every two hours; the forest is closed; teams are stationed in it")
        }
    }

    private static let limits = [5.2, 11.2, 21.3, 38.0]
}
