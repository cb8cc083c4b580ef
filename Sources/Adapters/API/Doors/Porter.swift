import Access
import City
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Stands at every door, in this order: is there room, who is it, how often has it asked, may it, did it mean to, is the body
/// within its bound. Then the handler runs, and whatever it throws becomes a problem.
struct Porter: Sendable {
    let gatekeeper: any Gatekeeper
    let limits: DoorLimits
    let metrics: Metrics
    let readiness: Readiness
    let behindProxy: Bool
    let logger: Logger

    func answer(_ route: Route, number: Int, request: Request, context: DoorContext) async -> Response {
        let started = ContinuousClock.now
        let response = await admit(route, request: request, context: context)
        metrics.count(route: number, status: response.status.code, took: ContinuousClock.now - started)
        return response
    }

    private func admit(_ route: Route, request: Request, context: DoorContext) async -> Response {
        guard limits.admission.enter(route.traffic) else {
            metrics.refusals.add(.overloaded)
            return .problem(.overloaded)
        }
        defer { limits.admission.leave(route.traffic) }
        do {
            return try await serve(route, request: request, context: context)
        } catch {
            return .problem(.from(error, logger: logger))
        }
    }

    private func serve(_ route: Route, request: Request, context: DoorContext) async throws -> Response {
        if route.need != .everyone, !readiness.isReady { throw Problem.starting }
        let credentials = Credentials(request.headers)
        let visitor = try await identify(credentials, request: request, context: context)
        try Self.decide(route, visitor: visitor)
        try Self.checkForgery(route, credentials: credentials, visitor: visitor, headers: request.headers)
        let body = try await collect(route, request: request)
        let call = Call(
            request: request, parameters: context.coreContext.parameters, visitor: visitor, body: body, channel: context.channel, logger: logger)
        return try await route.handler(call)
    }

    /// Who it is, counted against the visitor's own share; who is not known from memory counts against the address.
    private func identify(_ credentials: Credentials, request: Request, context: DoorContext) async throws -> Visitor? {
        let known: Visitor? =
            switch credentials {
            case .session(let token): gatekeeper.visitor(session: token)
            case .key(let key): gatekeeper.visitor(device: key)
            case .none: nil
            }
        if let known {
            try checkRate(limits.take(known))
            return known
        }
        try checkRate(limits.take(stranger: context.clientAddress(headers: request.headers, behindProxy: behindProxy)))
        guard case .key(let key) = credentials else { return nil }
        return try await gatekeeper.visitorAfterRefresh(device: key)
    }

    private func checkRate(_ isWithin: Bool) throws {
        guard isWithin else {
            metrics.refusals.add(.rate)
            throw Problem.tooManyRequests
        }
    }

    /// The one place where a route is decided before its handler runs. What no case allows is refused.
    static func decide(_ route: Route, visitor: Visitor?) throws {
        if case .everyone = route.need { return }
        guard let visitor else { throw Problem.signInNeeded }
        switch route.need {
        case .everyone, .signedIn:
            return
        case .permission, .oneOf:
            guard route.permissions.contains(where: { AccessTable.cell($0, visitor.role).reach != .never }) else {
                throw Problem.notAllowed(route.permissions.map(\.rawValue).joined(separator: " or "))
            }
        }
    }

    static func checkForgery(_ route: Route, credentials: Credentials, visitor: Visitor?, headers: HTTPFields) throws {
        guard case .session = credentials, !route.isSafe, let visitor, route.need != .everyone else { return }
        guard let expected = visitor.csrf, let shown = headers[.csrfToken], Credentials.equal(expected, shown) else {
            throw Problem.forgeryToken
        }
    }

    private func collect(_ route: Route, request: Request) async throws -> ByteBuffer {
        guard route.bodyBytesMax > 0 else { return ByteBuffer() }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > route.bodyBytesMax {
            throw Problem.tooLarge(route.bodyBytesMax)
        }
        do {
            return try await request.body.collect(upTo: route.bodyBytesMax)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(route.bodyBytesMax)
        }
    }
}
