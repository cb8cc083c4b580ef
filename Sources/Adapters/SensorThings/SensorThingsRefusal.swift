/// Why a SensorThings request is not taken, with the field that is wrong.
public struct SensorThingsRefusal: Error, Hashable, Sendable {
    /// Such as `sensorthings.malformed` or `sensorthings.missing-field`.
    public enum Code: String, Sendable {
        /// Not JSON, or JSON that this server does not read.
        case malformed = "sensorthings.malformed"
        case missingField = "sensorthings.missing-field"
        case wrongType = "sensorthings.wrong-type"
        case wrongValue = "sensorthings.wrong-value"
        case tooMuch = "sensorthings.too-much"
    }

    public let code: Code
    /// Where in the body, such as `result` or `[0].dataArray[3][1]`; empty for the body as a whole.
    public let field: String
    public let message: String

    public init(_ code: Code, field: String, _ message: String) {
        self.code = code
        self.field = field
        self.message = message
    }
}
