import Access
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import API

@Suite("Zones and case files over HTTP")
struct EvacuationTests {
    private struct List: Decodable {
        struct Item: Decodable {
            struct Count: Decodable {
                let outcome: String
                let households: Int
            }
            let zone: String
            let stage: String
            let counts: [Count]
            let unreachedHouseholds: Int?
            let latestToDecideAt: String?
        }
        struct Choice: Decodable { let zone: String }
        let items: [Item]
        let zones: [Choice]
    }

    @Test("two people order a zone; the first one alone is refused by the name of the rule")
    func order() async throws {
        try await Doors().test { client in
            let incident = try await client.open()
            let path = "/api/incidents/\(incident)/evacuations"
            let choices = try await client.send(.get, path, as: .districtCommander).decoded(List.self)
            #expect(choices.items.isEmpty && choices.zones.map(\.zone) == ["cliff-foot"])
            let commands = path + "/cliff-foot/commands"
            let proposed = try await client.send(
                .post, commands, as: .districtCommander, json: #"{"id":"80000000-a","type":"proposeOrder","form":"leave","reason":"cracks"}"#)
            #expect(proposed.status == .ok, "\(proposed.text)")
            let alone = try await client.send(
                .post, commands, as: .districtCommander, json: #"{"id":"80000001-a","type":"confirm","proposal":1}"#)
            #expect(try alone.problem.code == "evacuation.second-person" && alone.status == .conflict)
            let confirmed = try await client.send(
                .post, commands, as: .municipalCommander, json: #"{"id":"80000002-a","type":"confirm","proposal":1}"#)
            #expect(confirmed.status == .ok, "\(confirmed.text)")
            let close = try await client.send(
                .post, "/api/incidents/\(incident)/commands", as: .districtCommander,
                json: #"{"id":"80000003-a","type":"close","disposition":"false-alarm"}"#)
            #expect(try close.problem.code == "incident.zones-ordered")
            #expect(try await client.send(.get, path, as: .districtCommander).decoded(List.self).items.first?.stage == "order")
        }
    }

    @Test("the township counts, a department may not, and a zone with times says until when to decide")
    func counting() async throws {
        try await Doors().test { client in
            let incident = try await client.open()
            let path = "/api/incidents/\(incident)/evacuations"
            let commands = path + "/cliff-foot/commands"
            for body in [
                #"{"id":"81000000-a","type":"warn"}"#,
                #"{"id":"81000001-a","type":"setTimes","clearanceMinutes":45,"marginMinutes":15,"arrivalAt":"2026-05-28T22:26:40Z"}"#,
            ] {
                let response = try await client.send(.post, commands, as: .districtCommander, json: body)
                #expect(response.status == .ok, "\(response.text)")
            }
            let count = #"{"id":"81000002-a","type":"count","outcome":"contacted","households":3}"#
            #expect(try await client.send(.post, commands, as: .dutyOfficer, json: count).status == .ok)
            #expect(try await client.send(.post, commands, as: .dutyOfficer, json: count).status == .ok)
            #expect(try await client.send(.post, commands, as: .departmentLiaison, json: count).status == .forbidden)
            #expect(try await client.send(.post, commands, as: .fieldTeam, json: count).status == .forbidden)
            let item = try #require(try await client.send(.get, path, as: .dutyOfficer).decoded(List.self).items.first)
            #expect(item.counts.first { $0.outcome == "contacted" }?.households == 3 && item.unreachedHouseholds == 9)
            #expect(item.latestToDecideAt == "2026-05-28T21:26:40.000Z")
            let tooMany = try await client.send(
                .post, commands, as: .dutyOfficer, json: #"{"id":"81000003-a","type":"count","outcome":"contacted","households":10}"#)
            #expect(try tooMany.problem.code == "evacuation.count-too-large" && tooMany.problem.field == "households")
        }
    }

    @Test("a zone is named by hand, and a command that plans give cannot come in by the door")
    func byHand() async throws {
        try await Doors().test { client in
            let incident = try await client.open()
            let path = "/api/incidents/\(incident)/evacuations"
            let added = try await client.send(
                .post, path, as: .districtCommander, json: #"{"id":"82000000-a","name":"camp site","households":5}"#)
            #expect(added.status == .created && added.text.contains(#""zone":"hand-1""#), "\(added.text)")
            let hidden = try await client.send(
                .post, path + "/hand-1/commands", as: .districtCommander, json: #"{"id":"82000001-a","type":"followPlan"}"#)
            #expect(try hidden.problem.field == "type")
            let elsewhere = try await client.send(
                .post, path + "/hand-7/commands", as: .districtCommander, json: #"{"id":"82000002-a","type":"advise"}"#)
            #expect(elsewhere.status == .notFound)
        }
    }

    @Test("the case file of an incident answers to those who may see it, with the hash that it was made from")
    func caseFile() async throws {
        try await Doors().test { client in
            let incident = try await client.open()
            let path = "/api/incidents/\(incident)/case-file"
            let file = try await client.send(.get, path, as: .districtCommander)
            #expect(file.status == .ok && file.text.contains(#""hash":""#) && file.text.contains("IncidentOpened"), "\(file.text)")
            #expect(try await client.send(.get, path, as: .fieldTeam).status == .forbidden)
            #expect(try await client.send(.get, "/api/incidents/I-999999/case-file", as: .districtCommander).status == .notFound)
        }
    }
}
