import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A receiver of webhooks on a free port of this machine, which keeps what it got and answers as told.
final class Receiver: Sendable {
    struct Received: Sendable {
        let head: HTTPRequestHead
        let body: [UInt8]
    }

    enum Answer: Sendable {
        case status(HTTPResponseStatus, bodyBytes: Int = 0, location: String? = nil)
        /// Closes the connection without a word.
        case hangUp
    }

    private let received = Mutex<[Received]>([])
    private let channel: any Channel

    var requests: [Received] { received.withLock { $0 } }
    var address: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/hook" }

    static func start(_ answer: Answer) async throws -> Receiver {
        let box = Box()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(answer: answer) { box.receiver.withLock { $0 }?.keep($0) })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let receiver = Receiver(channel: channel)
        box.receiver.withLock { $0 = receiver }
        return receiver
    }

    func stop() async throws { try await channel.close() }

    private init(channel: any Channel) { self.channel = channel }
    private func keep(_ request: Received) { received.withLock { $0.append(request) } }

    private final class Box: Sendable {
        let receiver = Mutex<Receiver?>(nil)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: Answer
        private let keep: @Sendable (Received) -> Void
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(answer: Answer, keep: @escaping @Sendable (Received) -> Void) {
            self.answer = answer
            self.keep = keep
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body(let part): body += part.readableBytesView
            case .end:
                if let head { keep(Received(head: head, body: body)) }
                body = []
                respond(context)
            }
        }

        private func respond(_ context: ChannelHandlerContext) {
            guard case .status(let status, let bodyBytes, let location) = answer else {
                context.close(promise: nil)
                return
            }
            var head = HTTPResponseHead(version: .http1_1, status: status, headers: ["Content-Length": "\(bodyBytes)"])
            if let location { head.headers.add(name: "Location", value: location) }
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(repeating: 32, count: bodyBytes)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
