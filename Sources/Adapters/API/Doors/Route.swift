import Access
import HTTPTypes
import Hummingbird

/// One door: method and path, who may use it, what goes in and comes out. Router, OpenAPI document and tests read the same list.
public struct Route: Sendable {
    /// Who may come in. There is no default: a route that does not say is a route that does not compile.
    public enum Need: Hashable, Sendable {
        /// Nobody need sign in: health, the document, signing in.
        case everyone
        /// Any account or device.
        case signedIn
        /// The cell of the visitor's role must reach somewhere; the handler then decides about the very matter.
        case permission(Permission)
        /// Which one depends on the command in the body; at least one must reach somewhere.
        case oneOf([Permission])
    }

    public static let json = ["application/json"]

    typealias Handler = @Sendable (Call) async throws -> Response

    public let method: HTTPRequest.Method
    /// Such as `/api/alerts/{id}`.
    public let path: String
    public let need: Need
    public let summary: String
    /// The name of the schema of the body, nil where none is read.
    public let request: String?
    /// The name of the schema of the answer, nil for none.
    public let response: String?
    public let success: HTTPResponse.Status
    public let parameters: [QueryParameter]
    public let bodyBytesMax: Int
    public let traffic: Traffic
    /// What the body may be, as media types; the document alone reads them.
    public let requestTypes: [String]
    public let responseTypes: [String]
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ path: String, need: Need, summary: String, request: String? = nil, response: String?,
        success: HTTPResponse.Status = .ok, parameters: [QueryParameter] = [], bodyBytesMax: Int? = nil, traffic: Traffic = .person,
        requestTypes: [String] = Route.json, responseTypes: [String] = Route.json, handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.need = need
        self.summary = summary
        self.request = request
        self.response = response
        self.success = success
        self.parameters = parameters
        self.bodyBytesMax = bodyBytesMax ?? (request == nil ? 0 : Bounds.smallBodyBytesMax)
        self.traffic = traffic
        self.requestTypes = requestTypes
        self.responseTypes = responseTypes
        self.handler = handler
    }

    /// Such as `GET /api/alerts/{id}`.
    public var name: String { method.rawValue + " " + path }

    /// True when the method promises to change nothing.
    var isSafe: Bool { method == .get || method == .head }

    /// The permissions that open this door.
    public var permissions: [Permission] {
        switch need {
        case .everyone, .signedIn: []
        case .permission(let permission): [permission]
        case .oneOf(let permissions): permissions
        }
    }
}

/// One parameter in the query of a route.
public struct QueryParameter: Hashable, Sendable {
    public let name: String
    public let type: String
    public let summary: String
    public let required: Bool
    init(_ name: String, _ type: String, _ summary: String, required: Bool = false) {
        self.name = name
        self.type = type
        self.summary = summary
        self.required = required
    }
}
