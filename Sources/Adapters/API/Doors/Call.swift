import Access
import City
import Foundation
import Hummingbird
import Logging
import NIOCore

/// One request that has passed the door: who asks, what the path and query say, and the body within its bound.
struct Call: Sendable {
    let request: Request
    let parameters: Parameters
    let visitor: Visitor?
    let body: ByteBuffer
    let channel: any Channel
    let logger: Logger

    /// The visitor of a route that is not open to everyone.
    func person() throws -> Visitor {
        guard let visitor else { throw Problem.signInNeeded }
        return visitor
    }

    func actor() throws -> Actor { try person().actor }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try JSON.decode(type, from: body) }

    /// A part of the path, percent-decoded; the bracket that the router leaves on `Datastreams(7)` is taken off.
    func path(_ name: String) throws -> String {
        guard let raw = parameters.get(name), let text = raw.contains("%") ? raw.removingPercentEncoding : raw, !text.isEmpty else {
            throw Problem.invalid(name, "The path lacks a readable \(name).")
        }
        return text.hasSuffix(")") && !text.contains("(") ? String(text.dropLast()) : text
    }

    func query(_ name: String) -> String? { request.uri.queryParameters.get(name) }

    func number(_ name: String) throws -> Double? {
        guard let text = query(name) else { return nil }
        guard let number = Double(text), number.isFinite else { throw Problem.invalid(name, "\(name) must be a number, not \(text.prefix(40)).") }
        return number
    }

    /// The `limit` of a page within its bound.
    func pageLimit() throws -> Int {
        try whole("limit", in: 1...Bounds.pageRowsMax) ?? Bounds.pageRowsMax
    }

    /// A log position in the query.
    func position(_ name: String) throws -> Int64? {
        guard let text = query(name) else { return nil }
        guard let position = Int64(text), position >= 0 else {
            throw Problem.invalid(name, "\(name) must be a log position, a whole number from 0, not \(text.prefix(40)).")
        }
        return position
    }

    func instant(_ name: String) throws -> Instant? {
        guard let text = query(name) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            throw Problem.invalid(name, "\(name) must be an RFC 3339 date-time such as 2026-07-01T08:00:00Z, not \(text.prefix(40)).")
        }
        return instant
    }

    /// A whole number in the query within its bound.
    func whole(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = query(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem.invalid(name, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
