import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Incidents
import Testing

@testable import API

@Suite("One list of routes")
struct RouteListTests {
    private struct Document: Decodable {
        struct Operation: Decodable {
            let operationId: String
            let summary: String
        }
        struct Components: Decodable { let schemas: [String: AnySchema] }
        struct AnySchema: Decodable {}
        let openapi: String
        let paths: [String: [String: Operation]]
        let components: Components
    }

    private func document() async throws -> (RouteList, Document, String) {
        let doors = try await Doors()
        return try await doors.test { client in
            let response = try await client.send(.get, "/api/openapi.json", as: nil)
            return (doors.server.routes, try response.decoded(Document.self), response.text)
        }
    }

    @Test("every registered route is in the document, and every operation of the document is a route")
    func sameDoors() async throws {
        let (list, document, _) = try await document()
        let documented = Set(document.paths.flatMap { path, operations in operations.keys.map { $0.uppercased() + " " + path } })
        #expect(documented == Set(list.routes.map(\.name)))
        #expect(document.openapi == "3.1.0")
    }

    @Test("every schema that a route names exists, and every operation has its own id")
    func schemas() async throws {
        let (list, document, text) = try await document()
        let wanted = Set(list.routes.flatMap { [$0.request, $0.response].compactMap(\.self) })
        #expect(wanted.subtracting(document.components.schemas.keys).isEmpty)
        let references = Set(
            text.split(separator: "#/components/schemas/").dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) })
        #expect(references.subtracting(document.components.schemas.keys).isEmpty)
        let ids = document.paths.values.flatMap { $0.values.map(\.operationId) }
        #expect(Set(ids).count == ids.count)
    }

    @Test("only the doors of this list are open to everyone")
    func openDoors() async throws {
        let open = try await Doors().server.routes.routes.filter { $0.need == .everyone }.map(\.name)
        #expect(
            Set(open) == [
                "POST /api/session", "POST /api/hooks/{source}", "POST /api/hooks/{source}/detections",
                "POST /api/hooks/{source}/forests/{id}/forecast", "GET /healthz", "GET /readyz",
                "GET /api/welcome", "GET /metrics",
                "GET /api/openapi.json",
                "GET /sta/v1.1",
            ])
    }

    @Test("what changes something takes a bounded body, and no route takes more than the bound of all")
    func bodies() async throws {
        for route in try await Doors().server.routes.routes {
            #expect(route.bodyBytesMax <= (route.traffic == .photo ? PhotoType.photoBytesMax : Bounds.bodyBytesMax), "\(route.name)")
            #expect((route.request != nil) == (route.bodyBytesMax > 0), "\(route.name)")
        }
    }

    @Test("the fixed words that other people's scripts rely on are doors")
    func fixedWords() async throws {
        let names = Set(try await Doors().server.routes.routes.map(\.name))
        for name in [
            "GET /healthz", "GET /readyz", "GET /metrics", "GET /api/openapi.json", "GET /api/events",
            "POST /sta/v1.1/Datastreams({id})/Observations",
        ] {
            #expect(names.contains(name), "\(name)")
        }
    }
}
