import Access
import City
import DroneGateway
import Drones
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import API
@testable import Operations

@Suite("Drones over HTTP")
struct DroneTests {
    private struct List: Decodable {
        struct Row: Decodable {
            struct Choice: Decodable {
                struct Obstacle: Decodable { let code: String }
                let able: Bool
                let obstacles: [Obstacle]
            }
            let id: String
            let silent: Bool
            let choice: Choice?
        }
        struct Link: Decodable { let state: String }
        let items: [Row]
        let link: Link
    }
    private struct Flights: Decodable {
        struct Row: Decodable {
            let number: Int
            let state: String
            let orderedBy: String
        }
        let items: [Row]
    }
    private struct Ordered: Decodable {
        let number: Int
        let drone: String
        let repeated: Bool
    }

    private func ready(_ doors: Doors) async throws {
        var told = DroneTelemetry(.dock)
        told.isInDock = true
        told.batteryPercent = 95
        told.windMetresPerSecond = 3
        try await doors.drones.take(DroneReport(drone: "near", .telemetry(told)))
    }

    @Test("whoever may send a team sends a drone, once however often the order comes, and calls it back; nobody else does")
    func order() async throws {
        let doors = try await Doors()
        try await doors.test { client in
            let incident = try await client.open()
            let path = "/api/incidents/\(incident)/flights"
            let silent = try await client.send(.post, path, as: .districtCommander, json: #"{"id":"90000000-a","drone":"near","reason":"look"}"#)
            #expect(try silent.status == .conflict && silent.problem.code == "drone.silent")
            try await ready(doors)
            let list = try await client.send(.get, "/api/drones?incident=\(incident)", as: .districtCommander).decoded(List.self)
            #expect(list.items.map(\.id) == ["near", "beyond"] && list.items[0].choice?.able == true && list.link.state == "up")
            #expect(list.items[1].choice?.obstacles.map(\.code) == ["drone.too-far", "drone.silent"])
            for _ in 0..<2 {
                let answer = try await client.send(.post, path, as: .districtCommander, json: #"{"id":"90000001-a","reason":"look"}"#)
                #expect(answer.status == .created, "\(answer.text)")
                #expect(try answer.decoded(Ordered.self).drone == "near")
            }
            #expect(doors.line.orders.count == 1)
            for role in [Role.departmentLiaison, .fieldTeam, .auditor, .administrator] {
                let answer = try await client.send(.post, path, as: role, json: #"{"id":"90000002-a","reason":"look"}"#)
                #expect(answer.status == .forbidden)
            }
            let commands = path + "/1/commands"
            let home = try await client.send(
                .post, commands, as: .municipalCommander, json: #"{"id":"90000003-a","type":"returnHome","reason":"seen"}"#)
            #expect(home.status == .ok, "\(home.text)")
            #expect(doors.line.calls == ["mission"])
            let flights = try await client.send(.get, path, as: .districtCommander).decoded(Flights.self).items
            #expect(flights.map(\.number) == [1] && flights[0].state == "ordered")
            let nowhere = try await client.send(
                .post, path + "/7/commands", as: .districtCommander, json: #"{"id":"90000004-a","type":"giveUp","reason":"x"}"#)
            #expect(nowhere.status == .notFound)
        }
    }

    @Test("a place off the Earth, a height without end and a command of the clock are refused by their field")
    func input() async throws {
        let doors = try await Doors()
        try await ready(doors)
        try await doors.test { client in
            let incident = try await client.open()
            let path = "/api/incidents/\(incident)/flights"
            let off = #"{"id":"91000000-a","reason":"look","position":{"latitude":99,"longitude":0}}"#
            #expect(try await client.send(.post, path, as: .districtCommander, json: off).problem.field == "position")
            let low = #"{"id":"91000001-a","drone":"near","reason":"look","heightMetres":20}"#
            #expect(try await client.send(.post, path, as: .districtCommander, json: low).problem.field == "heightMetres")
            let away = #"{"id":"91000003-a","type":"sendOn","reason":"look","position":{"latitude":29.8,"longitude":206.4}}"#
            #expect(try await client.send(.post, path + "/1/commands", as: .districtCommander, json: away).problem.field == "position")
            let ordered = try await client.send(.post, path, as: .districtCommander, json: #"{"id":"91000004-a","reason":"look"}"#)
            #expect(ordered.status == .created)
            let early = #"{"id":"91000005-a","type":"sendOn","reason":"look","position":{"latitude":29.8,"longitude":106.4}}"#
            let refused = try await client.send(.post, path + "/1/commands", as: .districtCommander, json: early)
            #expect(try refused.status == .conflict && refused.problem.code == "flight.not-on-station")
            #expect(doors.line.onwards.isEmpty)
            let clock = #"{"id":"91000002-a","type":"noteUnanswered","reason":"x"}"#
            #expect(try await client.send(.post, path + "/1/commands", as: .districtCommander, json: clock).status == .unprocessableContent)
        }
    }
}
