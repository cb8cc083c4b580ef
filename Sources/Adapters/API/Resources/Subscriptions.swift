import Access
import City
import Foundation
import Gateways
import HTTPTypes
import Hummingbird
import Notify
import Operations

/// `/api/subscriptions`, `/api/dead-letters` and the sending again: outside systems that are told of notices.
struct Subscriptions {
    let desk: CommandDesk
    /// In a demonstration nothing may leave the machine.
    let loopbackOnly: Bool

    var routes: [Route] {
        [
            Route(
                .get, "/api/subscriptions", need: .permission(.manageSubscriptions), summary: "Outgoing webhooks and how they do.",
                response: "SubscriptionList", handler: list),
            Route(
                .post, "/api/subscriptions", need: .permission(.manageSubscriptions), summary: "Add an outgoing webhook.",
                request: "SubscriptionDraft",
                response: "Subscribed", success: .created, handler: add),
            Route(
                .delete, "/api/subscriptions/{id}", need: .permission(.manageSubscriptions), summary: "Remove an outgoing webhook.", response: nil,
                success: .noContent, handler: remove),
            Route(
                .get, "/api/dead-letters", need: .permission(.viewDeadLetters),
                summary: "Letters that were given up after all retries, and those of exercises that are held back.",
                response: "DeadLetterList", handler: deadLetters),
            Route(
                .post, "/api/notices/{id}/deliveries/{subscription}/resend", need: .permission(.manageSubscriptions),
                summary: "Send the dead letters of a notice to one webhook again.", request: "BareCommand", response: "Receipt", handler: resend),
        ]
    }

    private struct Draft: Decodable {
        let id: ClientCommandID
        let name: String
        let address: String
        let secret: String
        let center: CenterCode
        let department: DepartmentID?
        /// Whether notices of exercises are sent too; no if not given.
        let exercises: Bool?
    }

    private struct Subscribed: Encodable {
        let id: SubscriptionID
        let position: Int64
    }

    /// Longer names and addresses are not typed by people.
    private static let textBytesMax = 512

    @Sendable private func list(_ call: Call) async throws -> Response {
        try call.decide(.manageSubscriptions, in: .everywhere, city: desk.city)
        return try .json(Items(items: await desk.subscriptions()))
    }

    @Sendable private func add(_ call: Call) async throws -> Response {
        let draft = try call.decode(Draft.self)
        try call.decide(.manageSubscriptions, in: .everywhere, city: desk.city)
        guard draft.name.utf8.count <= Self.textBytesMax else { throw Problem.invalid("name", "name may have at most \(Self.textBytesMax) bytes.") }
        try checkAddress(draft.address)
        let (id, receipt) = try await desk.subscribe(
            name: draft.name, address: draft.address, secret: draft.secret, center: draft.center, department: draft.department,
            exercises: draft.exercises ?? false, by: try call.actor(), command: draft.id.id)
        return try .json(Subscribed(id: id, position: receipt.position), status: .created)
    }

    private func checkAddress(_ address: String) throws {
        do {
            _ = try WebhookAddress(checking: address)
        } catch let fault as GatewayFault {
            throw Problem.invalid("address", fault.message)
        }
        let host = URLComponents(string: address)?.host ?? ""
        guard BindPolicy.isLoopback(host) || !loopbackOnly else {
            throw Problem.invalid("address", "This is a demonstration: only addresses on this machine are allowed, so that nothing gets out.")
        }
    }

    @Sendable private func remove(_ call: Call) async throws -> Response {
        try call.decide(.manageSubscriptions, in: .everywhere, city: desk.city)
        _ = try await desk.unsubscribe(SubscriptionID(try call.path("id")), by: try call.actor(), command: nil)
        return Response(status: .noContent)
    }

    @Sendable private func resend(_ call: Call) async throws -> Response {
        let id = NoticeID(try call.path("id"))
        let order = try call.decode(BareOrder.self)
        try call.decide(.manageSubscriptions, in: .everywhere, city: desk.city)
        let receipt = try await desk.resend(
            notice: id, to: SubscriptionID(try call.path("subscription")), by: try call.actor(), command: order.id.id)
        return try .receipt(receipt, for: "notice/" + id.rawValue)
    }

    @Sendable private func deadLetters(_ call: Call) async throws -> Response {
        let centers = Dictionary(await desk.subscriptions().map { ($0.id, $0.center) }, uniquingKeysWith: { first, _ in first })
        let city = desk.city
        let rows = try await desk.deadLetters().filter { letter in
            let center = centers[letter.subscription] ?? city.hub?.code
            return try call.may(.viewDeadLetters, in: Scope(center: center, owner: center), city: city)
        }
        return try .json(Items(items: rows))
    }
}
