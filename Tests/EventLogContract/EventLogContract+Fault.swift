import City
import EventLog

extension EventLogContract {
    func waitsForRecovery() async throws {
        try await withLog { log in
            let before = try await log.append(Samples.append(to: "alert/1", count: 3))
            try await breakDisk(log)
            let first = try await thrown("an append went through a broken disk") {
                _ = try await log.append(
                    Append(
                        stream: "alert/1", expectedVersion: 3, command: "c-1", events: (0..<50).map { Samples.event($0, payloadByteCount: 10_000) }))
            }
            try require((first as? LogFault)?.kind == .diskFull, "a full disk ended an append with \(first)")
            try await mendDisk(log)
            let second = try await thrown("an append was accepted after a fault without recovery") {
                _ = try await log.append(Samples.append(to: "alert/2"))
            }
            try require((second as? LogFault)?.kind == .faulted, "an append after a fault ended with \(second)")
            try require(try await log.read(from: 0, limit: 100) == before, "a fault took or left events")
            try require(try await log.outcome(of: "c-1") == nil, "a failed command left an outcome")
            try await log.recover()
            let after = try await log.append(Samples.append(to: "alert/1", after: 3, command: "c-1"))
            try require(after.map(\.position) == [4], "the log does not go on where it was before the fault")
            try require(try await log.read(from: 0, limit: 100) == before + after, "the log lost events over a fault")
        }
    }

    func refusesWhenClosed() async throws {
        let log = try await makeBounded(LogBounds.pendingEventCountMax)
        try await log.close()
        try await log.close()
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await log.append(Samples.append(to: "alert/1")) }, { _ = try await log.read(from: 0, limit: 1) },
            { _ = try await log.read(stream: "alert/1", after: 0, limit: 1) }, { _ = try await log.head() },
            { _ = try await log.subscribe(after: 0) }, { _ = try await log.outcome(of: "c") },
            { _ = try await log.loadSnapshot("board", schema: 1) }, { try await log.recover() },
        ]
        for call in calls {
            let error = try await thrown("a closed log answered") { try await call() }
            try require((error as? LogFault)?.kind == .closed, "a closed log failed with \(error)")
        }
    }
}
