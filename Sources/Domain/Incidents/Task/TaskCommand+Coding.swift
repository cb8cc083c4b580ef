extension TaskCommand: Decodable {
    /// Reads `{"type": …, fields}`; only what people may ask.
    public init(from decoder: any Decoder) throws {
        switch try commandType(decoder) {
        case "receive": self = .receive
        case "accept": self = .accept
        case "return": self = .returnTask(try ReturnTask(from: decoder))
        case "reroute": self = .reroute(try RerouteTask(from: decoder))
        case "depart": self = .depart
        case "arrive": self = .arrive
        case "finish": self = .finish(try FinishTask(from: decoder))
        case "check": self = .check
        case "sendBack": self = .sendBack(try SendBackTask(from: decoder))
        case "close": self = .close
        case "park": self = .park(try ParkTask(from: decoder))
        case "resume": self = .resume
        case "cancel": self = .cancel(try CancelTask(from: decoder))
        case let type: throw unknownCommand(type, for: "a task", in: decoder)
        }
    }

    /// The command's name, as the API writes it.
    public var type: String {
        switch self {
        case .send: "send"
        case .receive: "receive"
        case .accept: "accept"
        case .returnTask: "return"
        case .reroute: "reroute"
        case .depart: "depart"
        case .arrive: "arrive"
        case .finish: "finish"
        case .check: "check"
        case .sendBack: "sendBack"
        case .close: "close"
        case .park: "park"
        case .resume: "resume"
        case .cancel: "cancel"
        case .warnClock: "warnClock"
        case .breachClock: "breachClock"
        }
    }
}

extension TaskCommand: Encodable {
    /// Writes what `init(from:)` reads; an internal command writes its name alone.
    public func encode(to encoder: any Encoder) throws {
        let fields: (any Encodable)? =
            switch self {
            case .returnTask(let fields): fields
            case .reroute(let fields): fields
            case .finish(let fields): fields
            case .sendBack(let fields): fields
            case .park(let fields): fields
            case .cancel(let fields): fields
            default: nil
            }
        try encodeCommand(type, fields, to: encoder)
    }
}
