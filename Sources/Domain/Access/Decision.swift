/// What the access table answers.
public enum Decision: Hashable, Sendable {
    case allow
    case deny(Reason)

    public var isAllowed: Bool { self == .allow }

    /// Why not. The raw value is the code in the answer to the caller.
    public enum Reason: String, Hashable, Sendable, CaseIterable, Error {
        case unknownRole = "access.unknown-role"
        case wrongKindOfCaller = "access.wrong-kind-of-caller"
        case unknownCenter = "access.unknown-center"
        case roleMayNot = "access.role-may-not"
        case outsideJurisdiction = "access.outside-jurisdiction"
        case notTheOwner = "access.not-the-owner"
        case notAddressed = "access.not-addressed"
        case matterClosed = "access.matter-closed"
        case purposeMissing = "access.purpose-missing"
        case purposeNotAllowed = "access.purpose-not-allowed"

        public var message: String {
            switch self {
            case .unknownRole: "This account has a role that the access table does not know. Ask an administrator to set its role."
            case .wrongKindOfCaller: "A device key cannot act as a person, nor an account as a device. Use the credentials of the right kind."
            case .unknownCenter: "The center of this account is not in the city package. Ask an administrator to set its center."
            case .roleMayNot: "Your role does not include this action."
            case .outsideJurisdiction: "This lies outside your center's jurisdiction."
            case .notTheOwner: "Only the center that owns the incident, or one above it, can do this."
            case .notAddressed: "This is not addressed to you, your department or your team."
            case .matterClosed: "The matter is closed. Reopen it first."
            case .purposeMissing: "Looking at personal data or photos needs a purpose: state one of \(LookPurpose.listed)."
            case .purposeNotAllowed: "Your role cannot look at personal data or photos for this purpose, or not after the matter was closed."
            }
        }
    }
}
