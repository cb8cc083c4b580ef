import HTTPTypes

/// What a client is told when a request fails: RFC 9457 problem details, in plain words and without internals.
public struct Problem: Error, Hashable, Sendable {
    public let status: HTTPResponse.Status
    /// A stable word for programs, such as `alert.wrong-state`.
    public let code: String
    public let title: String
    /// What happened, where, and what to do.
    public let detail: String
    /// The field of the request at fault, such as `point.latitude`.
    public let field: String?
    public let retryAfterSeconds: Int?
    /// The methods that the path does know, for 405.
    public let allow: String?

    public init(
        _ status: HTTPResponse.Status, code: String, title: String, detail: String, field: String? = nil, retryAfterSeconds: Int? = nil,
        allow: String? = nil
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.field = field
        self.retryAfterSeconds = retryAfterSeconds
        self.allow = allow
    }
}

extension Problem: Encodable {
    enum CodingKeys: String, CodingKey { case type, title, status, detail, code, field }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("urn:bayu:problem:" + code, forKey: .type)
        try container.encode(title, forKey: .title)
        try container.encode(status.code, forKey: .status)
        try container.encode(detail, forKey: .detail)
        try container.encode(code, forKey: .code)
        try container.encodeIfPresent(field, forKey: .field)
    }
}
