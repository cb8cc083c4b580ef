/// The data of one kind of event, and the name under which the log keeps it.
public protocol EventBody: Codable, Hashable, Sendable {
    /// Past tense, such as `AlertRaised`.
    static var type: String { get }
}

/// Where a body is read from: Operations wraps its JSON decoder and the stored bytes.
public protocol PayloadSource {
    func decode<Body: Decodable>(_ body: Body.Type) throws -> Body
}

/// An event of a stream. The log stores `type`, `schema` and the body apart.
public protocol StreamEvent: Hashable, Sendable {
    /// The version of the shape of all bodies of this stream.
    static var schema: Int { get }
    var body: any EventBody { get }
    init(type: String, schema: Int, from source: some PayloadSource) throws
}

extension StreamEvent {
    public var type: String { Swift.type(of: body).type }

    /// Hands the body to the encoder of the caller.
    public func encodePayload<Bytes>(with encode: (any Encodable) throws -> Bytes) rethrows -> Bytes { try encode(body) }
}

/// The log holds an event that this build does not know.
public struct UnknownEvent: Error, Hashable, Sendable {
    public let type: String
    public let schema: Int
    /// What happened and what to do.
    public var message: String {
        "The log holds an event of type \(type), schema \(schema), that this version of Bayu does not know. Run the version that wrote it, or a newer one."
    }

    public init(type: String, schema: Int) {
        self.type = type
        self.schema = schema
    }
}
