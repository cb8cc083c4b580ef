import City
import EventLog

extension EventLogContract {
    func deliversEveryEventOnce() async throws {
        try await withLog { log in
            let before = 1_500
            let after = 500
            for number in 0..<(before / 100) { _ = try await log.append(Samples.append(to: StreamName("old/\(number)"), count: 100)) }
            let stream = try await log.subscribe(after: 7)
            let writing = Task {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<after { group.addTask { _ = try await log.append(Samples.append(to: StreamName("new/\(number)"))) } }
                    try await group.waitForAll()
                }
            }
            var positions: [Int64] = []
            for try await event in stream {
                positions.append(event.position)
                if event.position == Int64(before + after) { break }
            }
            try await writing.value
            try require(positions == (8...Int64(before + after)).map { $0 }, "a subscriber missed events, or saw some twice or out of order")
        }
    }

    func cutsOffSlowSubscriber() async throws {
        let bound = 10
        try await withLog(pendingEventCountMax: bound) { log in
            _ = try await log.append(Samples.append(to: "alert/0"))
            var slow = try await log.subscribe(after: 0).makeAsyncIterator()
            var quick = try await log.subscribe(after: 0).makeAsyncIterator()
            _ = try await (slow.next(), quick.next())
            let error = try await thrown("a slow subscriber was never cut off") {
                for number in 1...(4 * bound) {
                    _ = try await log.append(Samples.append(to: StreamName("alert/\(number)")))
                    let event = try await quick.next()
                    try require(event?.position == Int64(number) + 1, "a quick subscriber suffers from a slow one")
                }
                while let event = try await slow.next() {
                    if event.position > Int64(4 * bound) { return }
                }
            }
            let isKept = (error as? LogFault)?.kind == .subscriberTooSlow
            try require(isKept, "a slow subscriber ended with \(error)")
        }
    }

    func endsSubscriptions() async throws {
        let log = try await makeBounded(LogBounds.pendingEventCountMax)
        _ = try await log.append(Samples.append(to: "alert/1", count: 3))
        let stream = try await log.subscribe(after: 0)
        let (seen, signal) = AsyncStream<Void>.makeStream()
        let reading = Task {
            var count = 0
            for try await event in stream {
                count += 1
                if event.position == 3 { signal.finish() }
            }
            return count
        }
        for await _ in seen {}
        try await log.close()
        let count = try? await reading.value
        // A log may close before the reader has asked again; then the stream ends with `closed`.
        try require(count == nil || count == 3, "a closed log's subscriber saw \(count ?? 0) of 3 events")
    }

    func endsCancelledSubscriber() async throws {
        try await withLog { log in
            let stream = try await log.subscribe(after: 0)
            let reading = Task { for try await _ in stream {} }
            reading.cancel()
            _ = await reading.result
            _ = try await log.append(Samples.append(to: "alert/1"))
        }
    }
}
