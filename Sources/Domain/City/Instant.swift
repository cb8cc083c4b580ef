/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z. Coded as RFC 3339 text with milliseconds.
///
/// The pure targets own no clock: an `Instant` is always handed in.
public struct Instant: Hashable, Comparable, Sendable {
    public let millisecondsSince1970: Int64

    public init(millisecondsSince1970: Int64) { self.millisecondsSince1970 = millisecondsSince1970 }

    public static func < (left: Instant, right: Instant) -> Bool { left.millisecondsSince1970 < right.millisecondsSince1970 }

    /// This moment moved by a span; the result is clamped to the range of `Int64`.
    public func advanced(by span: Seconds) -> Instant {
        let (sum, overflow) = millisecondsSince1970.addingReportingOverflow(span.milliseconds)
        return Instant(millisecondsSince1970: overflow ? (span.milliseconds < 0 ? .min : .max) : sum)
    }

    /// The span from `earlier` to this moment; negative when `earlier` is later.
    public func since(_ earlier: Instant) -> Seconds {
        Seconds(milliseconds: millisecondsSince1970 &- earlier.millisecondsSince1970)
    }
}

/// A span of time with millisecond resolution. Coded as a number of seconds.
public struct Seconds: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(_ seconds: Double) { self.milliseconds = Int64((seconds * 1000).rounded()) }
    public init(integerLiteral seconds: Int64) { self.milliseconds = seconds * 1000 }
    public init(floatLiteral seconds: Double) { self.init(seconds) }

    public var value: Double { Double(milliseconds) / 1000 }
    public static let zero = Seconds(milliseconds: 0)
    public static func minutes(_ count: Double) -> Seconds { Seconds(count * 60) }
    public static func hours(_ count: Double) -> Seconds { Seconds(count * 3600) }

    public static func < (left: Seconds, right: Seconds) -> Bool { left.milliseconds < right.milliseconds }
    public static func + (left: Seconds, right: Seconds) -> Seconds { Seconds(milliseconds: left.milliseconds + right.milliseconds) }
    public static func - (left: Seconds, right: Seconds) -> Seconds { Seconds(milliseconds: left.milliseconds - right.milliseconds) }
    public static func * (left: Seconds, right: Double) -> Seconds { Seconds(left.value * right) }
}

extension Seconds: Codable {
    public init(from decoder: any Decoder) throws {
        let seconds = try decoder.singleValueContainer().decode(Double.self)
        guard seconds.isFinite, abs(seconds) < 1e12 else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a span must be finite and below 1e12 seconds"))
        }
        self.init(seconds)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = Instant(rfc3339: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an RFC 3339 date-time such as 2026-07-01T08:00:00Z: \(text.prefix(40))"))
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}
