import NIOCore

/// Where a listener's bytes go: the connection of one board. Bytes are handed over on the connection's own event loop, so that a flush
/// to many boards costs one hop for each loop and none for each board.
struct BoardOutlet: Sendable {
    /// Nil where there is no loop to hop to.
    let loop: (any EventLoop)?
    /// False when the board has not taken what it was given before.
    let isWritable: @Sendable () -> Bool
    let write: @Sendable (BoardChunk) -> Void
    let close: @Sendable () -> Void

    init(
        loop: (any EventLoop)?, isWritable: @escaping @Sendable () -> Bool, write: @escaping @Sendable (BoardChunk) -> Void,
        close: @escaping @Sendable () -> Void
    ) {
        self.loop = loop
        self.isWritable = isWritable
        self.write = write
        self.close = close
    }

    init(_ channel: any Channel) {
        let line = ChunkLine(channel)
        self.init(
            loop: channel.eventLoop, isWritable: { channel.isWritable }, write: { line.write($0) }, close: { channel.close(promise: nil) })
    }
}
