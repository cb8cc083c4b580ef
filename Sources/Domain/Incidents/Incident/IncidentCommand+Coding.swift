extension IncidentCommand: Decodable {
    /// Reads `{"type": …, fields}`; only what people may ask.
    public init(from decoder: any Decoder) throws {
        switch try commandType(decoder) {
        case "changeGrade": self = .changeGrade(try ChangeGrade(from: decoder))
        case "declineRegrade": self = .declineRegrade(try DeclineRegrade(from: decoder))
        case "offerHandOver": self = .offerHandOver(try OfferHandOver(from: decoder))
        case "acceptHandOver": self = .acceptHandOver
        case "declineHandOver": self = .declineHandOver(try DeclineHandOver(from: decoder))
        case "markUnderControl": self = .markUnderControl
        case "markResolved": self = .markResolved
        case "declareAllClear": self = .declareAllClear(try DeclareAllClear(from: decoder))
        case "close": self = .close(try CloseIncident(from: decoder))
        case "reopen": self = .reopen(try ReopenIncident(from: decoder))
        case "mergeInto": self = .mergeInto(try MergeIncident(from: decoder))
        case "link": self = .link(try LinkIncident(from: decoder))
        case "note": self = .note(try AddNote(from: decoder))
        case "escalate": self = .escalate(try EscalateIncident(from: decoder))
        case "fileReport": self = .fileReport(try FileReport(from: decoder))
        case "createTask": self = .createTask(try CreateTask(from: decoder))
        case "askTeams": self = .askTeams
        case "answerRollCall": self = .answerRollCall(try AnswerRollCall(from: decoder))
        case "accountForTeam": self = .accountForTeam(try AccountForTeam(from: decoder))
        case "involve": self = .involve(try InvolveDepartment(from: decoder))
        case let type: throw unknownCommand(type, for: "an incident", in: decoder)
        }
    }

    /// The command's name, as the API writes it.
    public var type: String {
        switch self {
        case .open: "open"
        case .runPlan: "runPlan"
        case .changeGrade: "changeGrade"
        case .proposeRegrade: "proposeRegrade"
        case .declineRegrade: "declineRegrade"
        case .offerHandOver: "offerHandOver"
        case .acceptHandOver: "acceptHandOver"
        case .declineHandOver: "declineHandOver"
        case .markUnderControl: "markUnderControl"
        case .markResolved: "markResolved"
        case .declareAllClear: "declareAllClear"
        case .close: "close"
        case .reopen: "reopen"
        case .mergeInto: "mergeInto"
        case .link: "link"
        case .note: "note"
        case .attachPhoto: "attachPhoto"
        case .measureExtent: "measureExtent"
        case .escalate: "escalate"
        case .fileReport: "fileReport"
        case .createTask: "createTask"
        case .task: "task"
        case .askTeams: "askTeams"
        case .answerRollCall: "answerRollCall"
        case .missRollCall: "missRollCall"
        case .involve: "involve"
        case .addAlert: "addAlert"
        case .accountForTeam: "accountForTeam"
        case .absorb: "absorb"
        case .warnClock: "warnClock"
        case .breachClock: "breachClock"
        }
    }
}

extension IncidentCommand: Encodable {
    /// Writes what `init(from:)` reads; an internal command writes its name alone.
    public func encode(to encoder: any Encoder) throws {
        let fields: (any Encodable)? =
            switch self {
            case .changeGrade(let fields): fields
            case .declineRegrade(let fields): fields
            case .offerHandOver(let fields): fields
            case .declineHandOver(let fields): fields
            case .declareAllClear(let fields): fields
            case .close(let fields): fields
            case .reopen(let fields): fields
            case .mergeInto(let fields): fields
            case .link(let fields): fields
            case .note(let fields): fields
            case .escalate(let fields): fields
            case .fileReport(let fields): fields
            case .createTask(let fields): fields
            case .answerRollCall(let fields): fields
            case .involve(let fields): fields
            case .accountForTeam(let fields): fields
            default: nil
            }
        try encodeCommand(type, fields, to: encoder)
    }
}
