/// How far one permission reaches for one role, and whether it also holds once the matter is closed.
public struct Cell: Hashable, Sendable {
    /// "Own" means the caller's own center or any center below it.
    public enum Reach: String, Sendable, CaseIterable {
        case never
        /// The place or the owner lies in the caller's jurisdiction.
        case ownCenter
        /// The center that owns the incident is the caller's or below it.
        case ownerOnly
        /// The caller's jurisdiction holds the place, the owner or anybody with a task or notice in the matter.
        case involved
        /// A task or notice is addressed to the duty desk of the caller's center.
        case ownDesk
        /// The same, or the owner is the caller's center or below it: a desk writes down what it hears by radio.
        case ownDeskOrOwner
        /// A task or notice is addressed to the caller's department there.
        case ownDepartment
        /// A task or notice is addressed to the caller's team.
        case ownTeam
        case anywhere
    }

    public let reach: Reach
    public let alsoClosed: Bool

    public init(_ reach: Reach, alsoClosed: Bool) {
        self.reach = reach
        self.alsoClosed = alsoClosed
    }

    public static let never = Cell(.never, alsoClosed: false)
}
