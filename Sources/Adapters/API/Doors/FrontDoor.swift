import HTTPTypes
import Hummingbird

/// Answers every request: files of the console from memory, everything else by the route list; unknown paths and methods as problems.
struct FrontDoor: HTTPResponder {
    typealias Context = DoorContext

    let router: RouterResponder<DoorContext>
    let routes: RouteList
    let assets: AssetShelf
    let headers: SecurityHeaders
    let metrics: Metrics

    func respond(to request: Request, context: DoorContext) async throws -> Response {
        guard (request.head.path ?? "").utf8.count <= Bounds.targetBytesMax else {
            return headers.stamped(.problem(Self.targetTooLong), page: false)
        }
        let path = request.uri.path
        if let asset = assets.find(path) {
            metrics.assets.add()
            return headers.stamped(asset.response(to: request), page: true)
        }
        var response = try await router.respond(to: request, context: context)
        if response.status == .notFound, response.headers[.contentType] == nil {
            response = .problem(problem(for: request, path: path))
        }
        return headers.stamped(response, page: false)
    }

    private func problem(for request: Request, path: String) -> Problem {
        let methods = routes.methods(at: path) + (assets.find(path) == nil ? [] : ["GET"])
        return methods.isEmpty
            ? .notFound("There is nothing at \(path.prefix(200)). GET /api/openapi.json lists all doors.")
            : .methodNotAllowed(request.method.rawValue, path: path, allow: methods.joined(separator: ", "))
    }

    private static let targetTooLong = Problem(
        .uriTooLong, code: "target.too-long", title: "Address too long", detail: "An address may have at most \(Bounds.targetBytesMax) bytes.")
}
