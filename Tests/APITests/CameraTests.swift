import Access
import Attachments
import CameraGateway
import Cameras
import City
import EventLog
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import API
@testable import Operations

@Suite("Cameras over HTTP")
struct CameraTests {
    private struct List: Decodable {
        struct Row: Decodable {
            struct Sight: Decodable {
                let seen: Bool
                let why: String?
            }
            let id: String
            let cone: [Coordinate]
            let maskCount: Int
            let connected: Bool
            let obstacle: String?
            let lastPictureAt: String?
            let sight: Sight?
            let synthetic: Bool
        }
        let items: [Row]
    }
    private struct Opened: Decodable { let incident: String }
    private struct Kept: Decodable {
        let digest: String
        let repeated: Bool
    }

    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x03, 0x01, 0xFF, 0xD9]

    private func incident(_ client: any TestClientProtocol, id: String = "99999999-a", latitude: Double = 29.80, longitude: Double = 106.40)
        async throws -> String
    {
        let point = "{\"latitude\":\(latitude),\"longitude\":\(longitude)}"
        let body = #"{"id":"\#(id)","kind":"other","grade":"IV","title":"Synthetic","point":\#(point)}"#
        return try await client.send(.post, "/api/incidents", as: .municipalCommander, json: body).decoded(Opened.self).incident
    }

    private func events(_ doors: Doors, of camera: String) async throws -> [(type: String, payload: String, by: String)] {
        try await doors.desk.log.read(stream: StreamName(category: "camera", id: camera), after: 0, limit: 100).map {
            ($0.event.type, String(decoding: $0.event.payload, as: UTF8.self), $0.event.actor.name)
        }
    }

    @Test("the registry tells where each camera looks and what it covers, page by page, and draws no mask")
    func registry() async throws {
        try await Doors().test { client in
            let list = try await client.send(.get, "/api/cameras").decoded(List.self).items
            #expect(list.map(\.id) == ["cliff-cam", "home-cam", "south-cam"])
            #expect(list[0].cone.count > 4 && list[0].connected && list[0].synthetic && list[0].lastPictureAt == nil)
            #expect(list[1].maskCount == 1 && !list[1].connected && list[1].obstacle == "camera.masks")
            #expect(try await client.send(.get, "/api/cameras").text.contains("corner") == false)
            #expect(try await client.send(.get, "/api/cameras?limit=1").decoded(List.self).items.map(\.id) == ["cliff-cam"])
            #expect(try await client.send(.get, "/api/cameras?after=home-cam").decoded(List.self).items.map(\.id) == ["south-cam"])
            #expect(try await client.send(.get, "/api/cameras?site=nowhere").status == .notFound)
        }
    }

    @Test("an incident is told the cameras that see it, and only to those who may see the incident")
    func ofIncident() async throws {
        try await Doors().test { client in
            let id = try await incident(client)
            let list = try await client.send(.get, "/api/cameras?incident=\(id)").decoded(List.self).items
            #expect(list.map(\.id) == ["cliff-cam"] && list[0].sight?.seen == true)
            let rest = try await client.send(.get, "/api/cameras?incident=\(id)&after=cliff-cam").decoded(List.self).items
            #expect(rest.isEmpty)
            let far = try await incident(client, id: "99999999-b", latitude: 29.40, longitude: 106.54)
            #expect(try await client.send(.get, "/api/cameras?incident=\(far)").status == .forbidden)
        }
    }

    @Test("a picture goes out with its time, kept by no cache, and the look with its reason is on record before it")
    func snapshot() async throws {
        let doors = try await Doors()
        await doors.cameras.show(Self.jpeg, at: "cliff-cam")
        try await doors.test { client in
            let shown = try await client.send(.get, "/api/cameras/cliff-cam/snapshot?purpose=verification")
            #expect(shown.status == .ok && Array(shown.body.readableBytesView) == Self.jpeg)
            #expect(shown.headers[.contentType] == "image/jpeg" && shown.headers[.cacheControl] == "no-store")
            #expect(shown.headers[HTTPField.Name("X-Taken-At")!] == doors.clock.now.rfc3339)
            let id = try await incident(client)
            #expect(try await client.send(.get, "/api/cameras/cliff-cam/snapshot?incident=\(id)").status == .ok)
            let looks = try await events(doors, of: "cliff-cam")
            #expect(looks.map(\.type) == ["CameraLookedAt", "CameraLookedAt"] && looks.allSatisfy { $0.by == "the duty-officer" })
            #expect(looks[0].payload.contains("verification") && looks[1].payload.contains(id))
            #expect(try await client.send(.get, "/api/cameras").decoded(List.self).items[0].lastPictureAt == doors.clock.now.rfc3339)
        }
    }

    @Test("without a reason, with one that is none, or for a camera that has nothing to do with it, nobody looks")
    func reasons() async throws {
        let doors = try await Doors()
        await doors.cameras.show(Self.jpeg, at: "cliff-cam")
        try await doors.test { client in
            for how in ["snapshot", "live"] {
                let path = "/api/cameras/cliff-cam/\(how)"
                #expect(try await client.send(.get, path).problem.code == "camera.purpose-missing")
                #expect(try await client.send(.get, path + "?purpose=curiosity").problem.field == "purpose")
                #expect(try await client.send(.get, path + "?incident=none").status == .notFound)
                #expect(try await client.send(.get, "/api/cameras/none/\(how)?purpose=patrol").problem.code == "camera.unknown")
                let id = try await incident(client)
                let other = "/api/cameras/south-cam/\(how)?incident=\(id)"
                #expect(try await client.send(.get, other, as: .municipalCommander).problem.code == "camera.not-of-incident")
            }
            #expect(try await events(doors, of: "cliff-cam").isEmpty)
        }
    }

    @Test("a camera outside one's jurisdiction is not looked through, and some roles look through none")
    func rights() async throws {
        let doors = try await Doors()
        await doors.cameras.show(Self.jpeg, at: "south-cam")
        try await doors.test { client in
            let path = "/api/cameras/south-cam/snapshot?purpose=patrol"
            #expect(try await client.send(.get, path).problem.code == "access.outside-jurisdiction")
            #expect(try await client.send(.get, path, as: .districtCommander).status == .forbidden)
            #expect(try await client.send(.get, path, as: .municipalCommander).status == .ok)
            let others: [Role] = [.auditor, .administrator, .device]
            for role in others {
                let answer = try await client.send(.get, path, as: role)
                #expect(answer.status == .forbidden)
            }
            // A department and a team look through a camera for an incident that they have a part in, and for nothing else.
            #expect(try await client.send(.get, "/api/cameras/cliff-cam/snapshot?purpose=patrol", as: .fieldTeam).status == .forbidden)
            #expect(try await events(doors, of: "south-cam").count == 1)
        }
    }

    @Test("each fault of a camera has its own status, and the look is on record all the same")
    func faults() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            let path = "/api/cameras/cliff-cam/snapshot?purpose=patrol"
            let statuses: [(CameraFault.Kind, HTTPResponse.Status)] = [
                (.noAnswer, .gatewayTimeout), (.refused, .badGateway), (.noPicture, .badGateway), (.busy, .serviceUnavailable),
            ]
            for (kind, status) in statuses {
                await doors.cameras.fail("cliff-cam", with: CameraFault(kind, "the camera cliff-cam gives no picture, as the test wants it"))
                let answer = try await client.send(.get, path)
                #expect(answer.status == status)
                #expect(try answer.problem.code == kind.rawValue)
            }
            #expect(try await events(doors, of: "cliff-cam").count == statuses.count)
            #expect(try await client.send(.get, "/api/cameras/home-cam/snapshot?purpose=patrol").problem.code == "camera.masks")
            #expect(try await events(doors, of: "home-cam").isEmpty)
        }
    }

    @Test("a frame becomes a photo of the incident with the picture's time, once for each command")
    func frames() async throws {
        let doors = try await Doors()
        await doors.cameras.show(Self.jpeg, at: "cliff-cam")
        try await doors.test { client in
            let id = try await incident(client)
            let body = #"{"id":"99999999-f","camera":"cliff-cam","caption":"the cliff"}"#
            let first = try await client.send(.post, "/api/incidents/\(id)/frames", json: body)
            #expect(first.status == .created)
            let kept = try first.decoded(Kept.self)
            let again = try await client.send(.post, "/api/incidents/\(id)/frames", json: body).decoded(Kept.self)
            #expect(again.digest == kept.digest && again.repeated && !kept.repeated)
            #expect(await doors.cameras.pictureCount == 1)
            let page = try await client.send(.get, "/api/incidents/\(id)").text
            #expect(page.contains("the cliff") && page.contains(doors.clock.now.rfc3339))
            let shown = try await client.send(.get, "/api/incidents/\(id)/photos/\(kept.digest)?purpose=dispatch")
            #expect(Array(shown.body.readableBytesView) == Self.jpeg)
            #expect(try await events(doors, of: "cliff-cam").map(\.type) == ["CameraLookedAt"])
        }
    }

    @Test("a frame of a camera that has nothing to do with the incident, or of one that gives none, leaves nothing behind")
    func noFrames() async throws {
        let doors = try await Doors()
        await doors.cameras.show(Self.jpeg, at: "south-cam")
        await doors.cameras.fail("cliff-cam", with: CameraFault(.noAnswer, "the camera cliff-cam gives no picture, as the test wants it"))
        try await doors.test { client in
            let id = try await incident(client)
            func post(_ camera: String, _ command: String, as role: Role = .municipalCommander) async throws -> TestResponse {
                try await client.send(.post, "/api/incidents/\(id)/frames", as: role, json: #"{"id":"\#(command)","camera":"\#(camera)"}"#)
            }
            #expect(try await post("south-cam", "99999999-g").problem.code == "camera.not-of-incident")
            #expect(try await post("cliff-cam", "99999999-h").status == .gatewayTimeout)
            #expect(try await post("none", "99999999-i").status == .notFound)
            #expect(try await post("cliff-cam", "short").status == .unprocessableContent)
            #expect(try await post("cliff-cam", "99999999-j", as: .auditor).status == .forbidden)
            #expect(await doors.attachments.count == 0)
        }
    }

    @Test("live pictures come as parts with their times, and a last part says why they end; beginning and end are on record")
    func live() async throws {
        let doors = try await Doors()
        await doors.cameras.show(Self.jpeg, at: "cliff-cam")
        let gateway = doors.cameras
        try await doors.test(.live) { client in
            // The camera stops by itself once somebody watches it, so that the answer has an end to be read to.
            let stopping = Task {
                while await gateway.watcherCount == 0 { await Task.yield() }
                for _ in 0..<20 { await Task.yield() }
                await gateway.fail("cliff-cam", with: CameraFault(.stopped, "the camera cliff-cam has stopped, as the test wants it"))
            }
            let answer = try await client.send(.get, "/api/cameras/cliff-cam/live?purpose=patrol")
            await stopping.value
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "multipart/x-mixed-replace; boundary=bayu-picture")
            let text = String(decoding: answer.body.readableBytesView, as: UTF8.self)
            #expect(text.contains("X-Taken-At: \(doors.clock.now.rfc3339)") && text.contains("Content-Type: image/jpeg"))
            #expect(text.contains("\"camera.stopped\"") && text.hasSuffix("--bayu-picture--\r\n"))
            let looks = try await events(doors, of: "cliff-cam")
            #expect(looks.map(\.type) == ["CameraViewBegan", "CameraViewEnded"])
            #expect(looks[0].payload.contains("patrol") && looks[1].payload.contains("\"began\":1") && looks[1].payload.contains("stopped"))
        }
        #expect(await gateway.watcherCount == 0)
    }
}
