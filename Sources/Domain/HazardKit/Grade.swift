/// How grave a matter is: I red, II orange, III yellow, IV blue (ISO 22324 colours). I is the gravest.
public enum Grade: String, Codable, Sendable, CaseIterable, Comparable {
    case i = "I"
    case ii = "II"
    case iii = "III"
    case iv = "IV"

    private var rank: Int {
        switch self {
        case .i: 4
        case .ii: 3
        case .iii: 2
        case .iv: 1
        }
    }

    /// `left < right` means that `left` is milder.
    public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }
}
