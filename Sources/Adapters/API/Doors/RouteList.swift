import Hummingbird

/// All doors of the server, in the order of the document.
public struct RouteList: Sendable {
    public let routes: [Route]

    init(_ routes: [Route]) {
        let names = routes.map(\.name)
        precondition(Set(names).count == names.count, "two routes with the same method and path: \(names)")
        self.routes = routes
    }

    /// The router with one endpoint for each route; the porter stands before every one of them.
    func router(porter: Porter) -> RouterResponder<DoorContext> {
        let router = Router(context: DoorContext.self)
        for (number, route) in routes.enumerated() {
            router.on(RouterPath(Self.routerPath(route.path)), method: route.method) { request, context in
                await porter.answer(route, number: number, request: request, context: context)
            }
        }
        return router.buildResponder()
    }

    /// The router knows `Datastreams({id}` but not `Datastreams({id})`: the closing bracket becomes part of the capture,
    /// and `Call.path` takes it off again.
    private static func routerPath(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasSuffix("})") ? "/" + $0.dropLast() : "/" + $0 }.joined()
    }

    /// The methods that a path answers to; asked only after the router found nothing.
    func methods(at path: String) -> [String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        return routes.filter { Self.matches($0.path, parts) }.map(\.method.rawValue)
    }

    private static func matches(_ pattern: String, _ parts: [Substring]) -> Bool {
        let wanted = pattern.split(separator: "/", omittingEmptySubsequences: true)
        guard wanted.count == parts.count else { return false }
        return zip(wanted, parts).allSatisfy { $0.first == "{" || $0 == $1 || fits($1, template: $0) }
    }

    /// A part such as `Datastreams({id})`.
    private static func fits(_ part: Substring, template: Substring) -> Bool {
        guard let open = template.firstIndex(of: "{"), let close = template.lastIndex(of: "}") else { return false }
        let suffix = template[template.index(after: close)...]
        return part.hasPrefix(template[..<open]) && part.hasSuffix(suffix)
    }
}
