import Incidents

extension EvacuationCommand: Decodable {
    /// Reads `{"type": …, fields}`; only what people may ask.
    public init(from decoder: any Decoder) throws {
        switch try commandType(decoder) {
        case "advise": self = .advise(try AdviseZone(from: decoder))
        case "warn": self = .warn(try AdviseZone(from: decoder))
        case "standDown": self = .standDown(try StandDownZone(from: decoder))
        case "proposeOrder": self = .proposeOrder(try ProposeOrder(from: decoder))
        case "proposeLift": self = .proposeLift(try ProposeLift(from: decoder))
        case "confirm": self = .confirm(try ConfirmProposal(from: decoder))
        case "withdraw": self = .withdraw(try WithdrawProposal(from: decoder))
        case "setTimes": self = .setTimes(try SetEvacuationTimes(from: decoder))
        case "count": self = .count(try CountHouseholds(from: decoder))
        case "correct": self = .correct(try CorrectCount(from: decoder))
        case let type: throw unknownCommand(type, for: "an evacuation", in: decoder)
        }
    }

    /// The names that `init(from:)` reads, in the order of the document.
    public static let types = [
        "advise", "warn", "standDown", "proposeOrder", "proposeLift", "confirm", "withdraw", "setTimes", "count", "correct",
    ]
}
