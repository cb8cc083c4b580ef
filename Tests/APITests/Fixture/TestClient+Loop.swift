import Access
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import API

/// The answer to a report.
struct RaisedBody: Decodable {
    let alert: String
}

/// The answer to an opening.
struct OpenedBody: Decodable {
    let incident: String
}

extension TestClientProtocol {
    /// Takes down a report at the cliff and returns the alert's id.
    func raise(id: String = "10000000-a", as role: Role = .dutyOfficer, kind: String = "landslide") async throws -> String {
        let response = try await send(
            .post, "/api/reports", as: role, json: #"{"id":"\#(id)","kind":"\#(kind)","point":{"latitude":29.8,"longitude":106.4},"grade":"II"}"#)
        #expect(response.status == .created)
        return try response.decoded(RaisedBody.self).alert
    }

    /// Opens an incident at the cliff and returns its id.
    func open(id: String = "20000000-a", as role: Role = .districtCommander) async throws -> String {
        let response = try await send(
            .post, "/api/incidents", as: role,
            json: #"{"id":"\#(id)","kind":"landslide","grade":"II","title":"rocks","point":{"latitude":29.8,"longitude":106.4}}"#)
        #expect(response.status == .created, "\(response.text)")
        return try response.decoded(OpenedBody.self).incident
    }
}
