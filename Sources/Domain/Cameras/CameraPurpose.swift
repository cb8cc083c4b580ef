/// Why somebody looks through a camera where no incident says so. Every look is logged with it.
public enum CameraPurpose: String, Codable, Sendable, CaseIterable {
    /// A signal or an alert that is not yet an incident is to be seen with one's own eyes.
    case verification
    /// The round that the city's rules ask for.
    case patrol
    /// A team is about to be sent and the way is looked at.
    case dispatch
    /// The camera itself is looked after.
    case maintenance

    public static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
