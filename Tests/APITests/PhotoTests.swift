import Access
import HTTPTypes
import HummingbirdTesting
import Incidents
import NIOCore
import Testing

@testable import API

@Suite("Photos over HTTP")
struct PhotoTests {
    private struct Opened: Decodable { let incident: String }
    private struct Kept: Decodable {
        let digest: String
        let mediaType: String
        let repeated: Bool
    }

    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array("synthetic".utf8) + [0xFF, 0xD9]

    private func incident(_ client: any TestClientProtocol) async throws -> String {
        let body = #"{"id":"99999999-a","kind":"other","grade":"IV","title":"Synthetic","point":{"latitude":29.80,"longitude":106.40}}"#
        return try await client.send(.post, "/api/incidents", as: .municipalCommander, json: body).decoded(Opened.self).incident
    }

    private func post(
        _ client: any TestClientProtocol, _ incident: String, _ bytes: [UInt8] = PhotoTests.jpeg, query: String = "id=99999999-b&caption=a%20crack",
        as role: Role = .municipalCommander
    ) async throws -> TestResponse {
        let headers: HTTPFields = [
            .cookie: "bayu_session=session-" + role.rawValue, .csrfToken: FixedGate.csrf(role), .contentType: "text/html",
        ]
        return try await client.execute(
            uri: "/api/incidents/\(incident)/photos?\(query)", method: .post, headers: headers, body: ByteBuffer(bytes: bytes))
    }

    @Test("a photo that comes in goes out as it was, with its own type, kept by no cache and sniffed by no browser")
    func roundTrip() async throws {
        try await Doors().test { client in
            let incident = try await incident(client)
            let response = try await post(client, incident)
            #expect(response.status == .created)
            let kept = try response.decoded(Kept.self)
            #expect(kept.mediaType == "image/jpeg" && !kept.repeated)
            let path = "/api/incidents/\(incident)/photos/\(kept.digest)"
            #expect(response.headers[.location] == path)
            #expect(try await post(client, incident).decoded(Kept.self).repeated)
            let shown = try await client.send(.get, path + "?purpose=dispatch", as: .municipalCommander)
            #expect(shown.status == .ok && Array(shown.body.readableBytesView) == Self.jpeg)
            #expect(shown.headers[.contentType] == "image/jpeg" && shown.headers[.cacheControl] == "no-store")
            #expect(shown.headers[.contentTypeOptions] == "nosniff")
        }
    }

    @Test("nobody sees a photo without a purpose, or for one that is none of the role's")
    func purposes() async throws {
        try await Doors().test { client in
            let incident = try await incident(client)
            let path = "/api/incidents/\(incident)/photos/\(try await post(client, incident).decoded(Kept.self).digest)"
            #expect(try await client.send(.get, path, as: .municipalCommander).problem.code == "access.purpose-missing")
            #expect(try await client.send(.get, path + "?purpose=fun", as: .municipalCommander).problem.field == "purpose")
            #expect(try await client.send(.get, path + "?purpose=audit", as: .municipalCommander).problem.code == "access.purpose-not-allowed")
            #expect(try await client.send(.get, path + "?purpose=audit", as: .auditor).status == .ok)
            #expect(try await client.send(.get, path + "?purpose=audit", as: .administrator).status == .forbidden)
            let missing = "/api/incidents/\(incident)/photos/none?purpose=dispatch"
            #expect(try await client.send(.get, missing, as: .municipalCommander).status == .notFound)
        }
    }

    @Test("what is no picture, is cut off, has no usable id or no caption is refused by name")
    func badInput() async throws {
        try await Doors().test { client in
            let incident = try await incident(client)
            #expect(try await post(client, incident, Array("<html>".utf8)).problem.code == "photo.type-unknown")
            #expect(try await post(client, incident, Array(Self.jpeg.dropLast(2))).problem.code == "photo.cut-off")
            #expect(try await post(client, incident, []).status == .unprocessableContent)
            #expect(try await post(client, incident, query: "caption=x").problem.field == "id")
            #expect(try await post(client, incident, query: "id=99999999-c").problem.field == "caption")
            #expect(try await post(client, incident, query: "id=99999999-c&caption=x&task=t9").status == .notFound)
            #expect(try await post(client, incident, query: "id=99999999-a&caption=x").problem.code == "command.duplicate")
            #expect(try await post(client, "none").status == .notFound)
            #expect(try await post(client, incident, as: .auditor).status == .forbidden)
        }
    }

    @Test("a photo may have four MiB and no more")
    func largest() async throws {
        try await Doors().test { client in
            let incident = try await incident(client)
            let rest = PhotoType.photoBytesMax - Self.jpeg.count
            let largest = Array(Self.jpeg.dropLast(2)) + [UInt8](repeating: 0, count: rest) + [0xFF, 0xD9]
            #expect(try await post(client, incident, largest).status == .created)
            #expect(try await post(client, incident, [0xFF] + largest, query: "id=99999999-d&caption=x").status == .contentTooLarge)
        }
    }

    @Test("photos have a part of people's share, and leave the rest to commands")
    func admission() {
        let admission = Admission(limit: 8, reservedForDevices: 2, photosMax: 2)
        #expect(admission.enter(.photo) && admission.enter(.photo))
        #expect(!admission.enter(.photo))
        #expect(admission.enter(.person))
        admission.leave(.photo)
        #expect(admission.enter(.photo))
        #expect(admission.counts.person == 3 && admission.counts.photo == 2)
    }
}
