import NIOCore

/// What one write gives to a board, framed once for all boards that are given the same.
struct BoardChunk: Sendable {
    /// The events as text, for a connection that frames by itself.
    let body: ByteBuffer
    /// The same as one chunk of HTTP/1.1 (RFC 9112, 7.1).
    let framed: ByteBuffer

    init(_ body: ByteBuffer) {
        self.body = body
        framed = Self.framed(body)
    }

    private static func framed(_ bytes: ByteBuffer) -> ByteBuffer {
        var framed = ByteBuffer()
        framed.reserveCapacity(bytes.readableBytes + frameByteCountMax)
        framed.writeString(String(bytes.readableBytes, radix: 16))
        framed.writeStaticString("\r\n")
        framed.writeImmutableBuffer(bytes)
        framed.writeStaticString("\r\n")
        return framed
    }

    /// Sixteen digits and two line ends.
    private static let frameByteCountMax = 20
}
