import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One encoder and one decoder for all requests: both are safe to share, and making one costs more than using it.
enum JSON {
    static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return encoder
    }()
    static let decoder = JSONDecoder()

    static func decode<T: Decodable>(_ type: T.Type, from body: ByteBuffer) throws -> T {
        try JSONDepth.check(body)
        return try decoder.decode(type, from: Data(body.readableBytesView))
    }
}

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws -> Response {
        let data = try JSON.encoder.encode(value)
        return .json(bytes: ByteBuffer(bytes: data), status: status, headers: headers)
    }

    static func json(bytes: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "application/json; charset=utf-8"
        headers[.contentLength] = String(bytes.readableBytes)
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    static func text(_ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok) -> Response {
        let buffer = ByteBuffer(string: text)
        let headers: HTTPFields = [.contentType: type, .contentLength: String(buffer.readableBytes), .cacheControl: "no-store"]
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
    }

    static func problem(_ problem: Problem) -> Response {
        let body: ByteBuffer
        do {
            body = ByteBuffer(bytes: try JSON.encoder.encode(problem))
        } catch {
            preconditionFailure("a problem is made of texts and cannot fail to encode: \(error)")
        }
        var headers: HTTPFields = [
            .contentType: "application/problem+json; charset=utf-8", .contentLength: String(body.readableBytes), .cacheControl: "no-store",
        ]
        if let seconds = problem.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
        if let allow = problem.allow { headers[.allow] = allow }
        if problem.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"bayu\"" }
        return Response(status: problem.status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
