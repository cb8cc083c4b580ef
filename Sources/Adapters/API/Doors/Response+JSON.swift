import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// One decoder for all requests: it is safe to share, and making one costs more than using it.
enum JSON {
    static let decoder = JSONDecoder()

    static func decode<T: Decodable>(_ type: T.Type, from body: ByteBuffer) throws -> T {
        try JSONDepth.check(body)
        return try decoder.decode(type, from: Data(body.readableBytesView))
    }

    static func encode(_ problem: Problem) throws -> [UInt8] { try JSONBytes.encode(problem) }
}

extension Response {
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) throws -> Response {
        .json(bytes: ByteBuffer(bytes: try JSONBytes.encode(value)), status: status, headers: headers)
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
            body = ByteBuffer(bytes: try JSONBytes.encode(problem))
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
