import City
import EventLog
import Hummingbird
import Operations

/// The body of a command: its id, the version it was decided on, and the command beside them in the same object.
struct CommandOrder<Command: Decodable & Sendable>: Decodable, Sendable {
    let id: CommandID
    let expectedVersion: Int64?
    let command: Command

    private enum CodingKeys: String, CodingKey { case id, expectedVersion }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(ClientCommandID.self, forKey: .id).id
        expectedVersion = try fields.decodeIfPresent(Int64.self, forKey: .expectedVersion)
        command = try Command(from: decoder)
    }
}

/// A body of nothing but the id of the command.
struct BareOrder: Decodable, Sendable {
    let id: ClientCommandID
}

/// A command id as a client gives it: letters, digits and dashes, so that it can never be taken for a name that Bayu derives.
struct ClientCommandID: Decodable, Hashable, Sendable {
    let id: CommandID

    /// A UUID has 36; shorter ones would meet by chance.
    static let lengths = 8...64

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard Self.isUsable(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: Self.form))
        }
        id = CommandID(text)
    }

    /// In the query of a door whose body is not JSON.
    init(query text: String?) throws {
        guard let text, Self.isUsable(text) else { throw Problem.invalid("id", "The parameter id is missing or not usable: \(Self.form).") }
        id = CommandID(text)
    }

    private static let form = "a command id is a UUID, or \(lengths.lowerBound) to \(lengths.upperBound) letters, digits and dashes"

    private static func isUsable(_ text: String) -> Bool {
        lengths.contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
}

extension Response {
    /// The answer to a command. An id that has acted on another matter before is told apart from one sent twice.
    static func receipt(_ receipt: Receipt, for stream: String) throws -> Response {
        guard receipt.stream == stream else {
            throw Problem(
                .conflict, code: "command.duplicate", title: "The id is used",
                detail: "A command with this id has already acted on \(receipt.stream). Give every command an id of its own.", field: "id")
        }
        return try .json(receipt)
    }
}
