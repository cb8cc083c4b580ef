import City
import FireRoom
import Incidents
import NIOCore

/// Takes a forecast of the weather out of a request: from a person of the center, or from another system that signs.
struct ForecastDoor {
    private let call: Call

    init(_ call: Call) { self.call = call }

    /// - Parameters:
    ///   - source: who is taken to have made it where neither the file nor the address says so.
    ///   - sender: who hands it in, for the record.
    func take(_ forest: Forest, into fires: FireRoom?, source: String?, by sender: String) async throws -> ForecastTaken {
        let taken = try await fires?.takeForecast(
            of: forest.id, Array(call.body.readableBytesView), issuedAt: try call.instant("issued"), source: call.query("source"),
            otherwise: source, by: sender)
        guard let taken else { throw Self.unknown(forest.id) }
        return taken
    }

    static func unknown(_ id: String) -> Problem { .notFound("There is no forest \(id.prefix(64)). GET /api/forests lists them.") }

    static let parameters = [
        QueryParameter("issued", "string", "When it was issued, RFC 3339; else a line '# issued: …' before the header says it."),
        QueryParameter("source", "string", "Who made it; else a line '# source: …' before the header says it."),
    ]
    /// 241 rows of 60 bytes are 15 kB; what is larger is no forecast of one forest.
    static let bytesMax = 100_000
}
