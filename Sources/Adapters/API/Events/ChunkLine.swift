import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// The way of a board's bytes into its connection, used on the connection's event loop alone.
///
/// On HTTP/1.1 every chunk of an event stream is framed in one buffer (`BoardChunk`) and handed over below the HTTP encoder (RFC 9112, 7.1: size in hexadecimal, CRLF, the bytes, CRLF).
/// Through the whole pipeline it would be three writes of boxed parts for each board, which took a third of the CPU of a delivery.
/// The encoder has written the head and will write the last chunk, so nothing between the two is its business. HTTP/2 goes the whole way.
struct ChunkLine: Sendable {
    private enum Entry {
        case unknown
        case belowEncoder(ChannelHandlerContext)
        case wholePipeline
    }

    private let channel: any Channel
    private let entry: NIOLoopBoundBox<Entry>

    init(_ channel: any Channel) {
        self.channel = channel
        entry = NIOLoopBoundBox.makeBoxSendingValue(.unknown, eventLoop: channel.eventLoop)
    }

    func write(_ chunk: BoardChunk) {
        guard chunk.body.readableBytes > 0 else { return }
        if case .unknown = entry.value { entry.value = find() }
        guard case .belowEncoder(let context) = entry.value else {
            channel.writeAndFlush(HTTPResponsePart.body(chunk.body), promise: nil)
            return
        }
        context.writeAndFlush(NIOAny(IOData.byteBuffer(chunk.framed)), promise: nil)
    }

    private func find() -> Entry {
        do {
            return .belowEncoder(try channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self))
        } catch {
            // Not a connection with chunks.
            return .wholePipeline
        }
    }
}
