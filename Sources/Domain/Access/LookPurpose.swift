/// Why somebody looks at personal data. Without a purpose nobody does; every look is logged with it.
public enum LookPurpose: String, Codable, Sendable, CaseIterable {
    case callBack
    case dispatch
    case welfareCheck
    case complaint
    case audit

    /// Calling back and helping end with the matter; complaints and audits come afterwards.
    public var alsoClosed: Bool {
        switch self {
        case .callBack, .dispatch, .welfareCheck: false
        case .complaint, .audit: true
        }
    }

    static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
