extension AlertCommand: Decodable {
    /// Reads `{"type": …, fields}`; only what people may ask.
    public init(from decoder: any Decoder) throws {
        switch try commandType(decoder) {
        case "acknowledge": self = .acknowledge
        case "startVerification": self = .startVerification(try StartVerification(from: decoder))
        case "confirm": self = .confirm(try ConfirmAlert(from: decoder))
        case "reject": self = .reject(try RejectAlert(from: decoder))
        case "merge": self = .merge(try MergeAlert(from: decoder))
        case "escalate": self = .escalate(try EscalateAlert(from: decoder))
        case let type: throw unknownCommand(type, for: "an alert", in: decoder)
        }
    }

    /// The command's name, as the API writes it.
    public var type: String {
        switch self {
        case .raise: "raise"
        case .addEvidence: "addEvidence"
        case .acknowledge: "acknowledge"
        case .startVerification: "startVerification"
        case .confirm: "confirm"
        case .reject: "reject"
        case .merge: "merge"
        case .absorb: "absorb"
        case .expire: "expire"
        case .clear: "clear"
        case .linkIncident: "linkIncident"
        case .escalate: "escalate"
        case .warnClock: "warnClock"
        case .breachClock: "breachClock"
        }
    }
}

extension AlertCommand: Encodable {
    /// Writes what `init(from:)` reads; an internal command writes its name alone.
    public func encode(to encoder: any Encoder) throws {
        let fields: (any Encodable)? =
            switch self {
            case .startVerification(let fields): fields
            case .confirm(let fields): fields
            case .reject(let fields): fields
            case .merge(let fields): fields
            case .escalate(let fields): fields
            default: nil
            }
        try encodeCommand(type, fields, to: encoder)
    }
}
