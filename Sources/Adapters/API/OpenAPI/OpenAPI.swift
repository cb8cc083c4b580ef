import Access
import HTTPTypes

/// Writes the OpenAPI 3.1 document from the list of routes.
enum OpenAPI {
    static func document(_ list: RouteList) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Bayu", "version": "1", "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
                "description": .text(
                    "The doors of a Bayu center. Times are RFC 3339 in UTC, spans are seconds, errors are RFC 9457 problems. "
                        + "State-changing requests with a session cookie repeat Me.csrf in X-CSRF-Token."),
            ],
            "servers": [["url": "/"]],
            "paths": paths(list.routes),
            "components": [
                "schemas": .object(Schemas.all),
                "securitySchemes": [
                    "session": ["type": "apiKey", "in": "cookie", "name": .text(Credentials.cookieName)],
                    "device": ["type": "http", "scheme": "bearer"],
                ],
            ],
        ]
    }

    private static func paths(_ routes: [Route]) -> JSONValue {
        var order: [String] = []
        var members: [String: [JSONValue.Member]] = [:]
        for route in routes {
            if members[route.path] == nil { order.append(route.path) }
            members[route.path, default: []].append(.init(name: route.method.rawValue.lowercased(), value: operation(route)))
        }
        return .object(order.map { .init(name: $0, value: .object(members[$0] ?? [])) })
    }

    private static func operation(_ route: Route) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "operationId", value: .text(operationID(route))), .init(name: "summary", value: .text(route.summary)),
            .init(name: "x-permission", value: permission(route.need)),
        ]
        members.append(.init(name: "security", value: security(route)))
        let parameters = pathParameters(route.path) + route.parameters.map(queryParameter)
        if !parameters.isEmpty { members.append(.init(name: "parameters", value: .list(parameters))) }
        if let request = route.request {
            members.append(.init(name: "requestBody", value: ["required": true, "content": content(request, as: route.requestTypes)]))
        }
        members.append(.init(name: "responses", value: responses(route)))
        return .object(members)
    }

    /// Such as `postApiAlertsIdCommands`.
    private static func operationID(_ route: Route) -> String {
        let words = route.path.split { !$0.isLetter && !$0.isNumber }
        return route.method.rawValue.lowercased() + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func permission(_ need: Route.Need) -> JSONValue {
        switch need {
        case .everyone: "everyone"
        case .signedIn: "signed-in"
        case .permission(let permission): .text(permission.rawValue)
        case .oneOf(let permissions): .list(permissions.map { .text($0.rawValue) })
        }
    }

    private static func security(_ route: Route) -> JSONValue {
        if route.need == .everyone { return [] }
        return route.traffic == .device ? [["device": []]] : [["session": []]]
    }

    /// The names between braces.
    static func pathNames(_ path: String) -> [String] {
        path.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}", omittingEmptySubsequences: false).first.map(String.init) }
    }

    private static func pathParameters(_ path: String) -> [JSONValue] {
        pathNames(path).map { ["name": .text($0), "in": "path", "required": true, "schema": ["type": "string"]] }
    }

    private static func queryParameter(_ parameter: QueryParameter) -> JSONValue {
        [
            "name": .text(parameter.name), "in": "query", "required": .flag(parameter.required), "description": .text(parameter.summary),
            "schema": ["type": .text(parameter.type)],
        ]
    }

    private static func responses(_ route: Route) -> JSONValue {
        var success: [JSONValue.Member] = [.init(name: "description", value: .text(route.success.reasonPhrase))]
        if let response = route.response {
            success.append(.init(name: "content", value: content(response, as: route.responseTypes)))
        }
        let problem: JSONValue = [
            "description": "A problem, in plain words.", "content": ["application/problem+json": ["schema": reference("Problem")]],
        ]
        return .object([.init(name: String(route.success.code), value: .object(success)), .init(name: "default", value: problem)])
    }

    private static func content(_ schema: String, as types: [String]) -> JSONValue {
        .object(types.map { .init(name: $0, value: ["schema": reference(schema)]) })
    }

    private static func reference(_ name: String) -> JSONValue { ["$ref": .text("#/components/schemas/" + name)] }
}
