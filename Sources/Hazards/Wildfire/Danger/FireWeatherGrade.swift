import City

/// 森林火险天气等级: the five grades of fire weather of LY/T 1172-95, by the index HTZ = A + B + C + D − E.
///
/// The limits of the grades are the standard's. The tables of its five components are not in this build: a city enters them from the standard.
public enum FireWeatherGrade: Int, CaseIterable, Comparable, Sendable {
    case one = 1
    case two, three, four, five

    /// Nil for what is no number. An index between two whole numbers has the grade of the next whole number, since the standard counts whole ones.
    public init?(index: Double) {
        guard index.isFinite else { return nil }
        switch index.rounded(.up) {
        case ...25: self = .one
        case ...50: self = .two
        case ...72: self = .three
        case ...90: self = .four
        default: self = .five
        }
    }

    public static func < (left: FireWeatherGrade, right: FireWeatherGrade) -> Bool { left.rawValue < right.rawValue }

    /// How the standard speaks of the grade: danger, how easily it burns, how easily it spreads.
    public var name: LocalizedText {
        switch self {
        case .one: LocalizedText(zh: "一级：没有危险，不能燃烧，不能蔓延", en: "grade 1: no danger, does not burn, does not spread")
        case .two: LocalizedText(zh: "二级：低度危险，难以燃烧，难以蔓延", en: "grade 2: low danger, hard to burn, hard to spread")
        case .three: LocalizedText(zh: "三级：中度危险，较易燃烧，较易蔓延", en: "grade 3: moderate danger, burns and spreads fairly easily")
        case .four: LocalizedText(zh: "四级：高度危险，容易燃烧，容易蔓延", en: "grade 4: high danger, burns and spreads easily")
        case .five: LocalizedText(zh: "五级：极度危险，极易燃烧，极易蔓延", en: "grade 5: extreme danger, burns and spreads very easily")
        }
    }
}

/// 风力等级: the Beaufort scale.
public enum WindForce {
    /// 0 to 12, of a mean wind in km/h (GB/T 28591-2012, table 1; limits in m/s).
    public static func beaufort(_ kilometresPerHour: Double) -> Int {
        limits.firstIndex { kilometresPerHour / 3.6 < $0 } ?? 12
    }

    /// Below so many m/s the force is that of the place in the list.
    private static let limits = [0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7]
}
