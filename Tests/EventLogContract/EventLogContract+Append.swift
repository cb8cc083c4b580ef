import City
import EventLog

extension EventLogContract {
    func numbersWithoutGaps() async throws {
        try await withLog { log in
            let first = try await log.append(Samples.append(to: "alert/1", count: 2))
            let other = try await log.append(Samples.append(to: "alert/2"))
            let second = try await log.append(Samples.append(to: "alert/1", after: 2, count: 3))
            try require((first + other + second).map(\.position) == [1, 2, 3, 4, 5, 6], "positions have gaps")
            try require(first.map(\.version) == [1, 2] && second.map(\.version) == [3, 4, 5], "versions have gaps")
            try require(other.map(\.version) == [1], "another stream's version does not start at one")
        }
    }

    func refusesStaleVersion() async throws {
        try await withLog { log in
            _ = try await log.append(Samples.append(to: "alert/1", count: 2))
            for expected: Int64 in [0, 1, 3] {
                let error = try await thrown("a stale append was accepted") {
                    _ = try await log.append(Samples.append(to: "alert/1", after: expected, command: CommandID("c-\(expected)")))
                }
                let refusal = LogRefusal.wrongVersion(stream: "alert/1", expected: expected, actual: 2)
                try require(error as? LogRefusal == refusal, "a stale append failed with \(error)")
                try require(try await log.outcome(of: CommandID("c-\(expected)")) == nil, "a refused command left an outcome")
            }
            try require(try await log.head().position == 2, "a refused append moved the head")
        }
    }

    func refusesKnownCommand() async throws {
        try await withLog { log in
            _ = try await log.append(Samples.append(to: "alert/1", command: "c-1", count: 3))
            _ = try await log.append(Samples.append(to: "alert/2", command: "c-2"))
            let outcome = CommandOutcome(stream: "alert/1", version: 3, position: 3)
            try require(try await log.outcome(of: "c-1") == outcome, "the outcome of a command is not found")
            try require(try await log.outcome(of: "c-3") == nil, "an unknown command has an outcome")
            // Also on a version that is stale by now: the client that asks twice has not seen its own events.
            for version: Int64 in [0, 3] {
                let error = try await thrown("a known command acted twice") {
                    _ = try await log.append(Samples.append(to: "alert/1", after: version, command: "c-1"))
                }
                try require(error as? LogRefusal == .duplicateCommand(outcome), "a known command failed with \(error)")
            }
        }
    }

    func letsOneOfManyWin() async throws {
        try await withLog { log in
            let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        do {
                            _ = try await log.append(Samples.append(to: "incident/1", command: CommandID("c-\(number)")))
                            return true
                        } catch LogRefusal.wrongVersion(_, expected: 0, actual: 1) {
                            return false
                        }
                    }
                }
                var count = 0
                for try await won in group where won { count += 1 }
                return count
            }
            try require(wins == 1, "\(wins) decisions on version 0 won")
        }
    }

    func keepsNeighboursOfRefused() async throws {
        try await withLog { log in
            _ = try await log.append(Samples.append(to: "incident/0"))
            let kept = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...40 {
                    group.addTask {
                        let isStale = number % 4 == 0
                        do {
                            let stream = StreamName("incident/\(isStale ? 0 : number)")
                            return try await log.append(Samples.append(to: stream, count: 2)).count
                        } catch LogRefusal.wrongVersion where isStale {
                            return 0
                        }
                    }
                }
                var count = 0
                for try await one in group { count += one }
                return count
            }
            try require(kept == 60, "\(kept) of 60 events beside refused ones were kept")
            let events = try await log.read(from: 0, limit: 100)
            try require(events.map(\.position) == (1...61).map { Int64($0) }, "refused appends left gaps")
            let isTorn = zip(events.dropFirst(), events.dropFirst(2)).contains { $0.version == 1 && $1.stream != $0.stream }
            try require(!isTorn, "another append stands between the events of one append")
        }
    }

    func keepsTogether() async throws {
        try await withLog { log in
            let written = try await log.append([
                Samples.append(to: "incident/1", command: "c-1", count: 2), Samples.append(to: "notice/1", command: "c-2"),
            ])
            try require(written.map(\.stream) == ["incident/1", "incident/1", "notice/1"], "appends made together are not in the order given")
            try require(written.map(\.position) == [1, 2, 3] && written.map(\.version) == [1, 2, 1], "appends made together are misnumbered")
            let second = CommandOutcome(stream: "notice/1", version: 1, position: 3)
            try require(try await log.outcome(of: "c-2") == second, "the command of the second append has no outcome")
            let stale = try await thrown("a stale append was written beside a good one") {
                _ = try await log.append([Samples.append(to: "incident/2", command: "c-3"), Samples.append(to: "notice/1")])
            }
            try require(stale as? LogRefusal == .wrongVersion(stream: "notice/1", expected: 0, actual: 1), "it was refused with \(stale)")
            let known = try await thrown("a known command acted twice beside a good append") {
                _ = try await log.append([Samples.append(to: "incident/2"), Samples.append(to: "notice/2", command: "c-2")])
            }
            try require(known as? LogRefusal == .duplicateCommand(second), "it was refused with \(known)")
            let doubled = try await thrown("two appends to one stream were taken at once") {
                _ = try await log.append([Samples.append(to: "incident/2"), Samples.append(to: "incident/2", after: 1)])
            }
            try require((doubled as? LogFault)?.kind == .malformed, "two appends to one stream failed with \(doubled)")
            try require(try await log.read(stream: "incident/2", after: 0, limit: 9).isEmpty, "half of what was refused was written")
            try require(try await log.head().position == 3, "refused appends moved the head")
        }
    }

    func ignoresEmptyAppend() async throws {
        try await withLog { log in
            let none = try await log.append(Append(stream: "alert/1", expectedVersion: 0, command: "c-1", events: []))
            try require(none.isEmpty, "an append without events recorded some")
            try require(try await log.outcome(of: "c-1") == nil, "an append without events left an outcome")
            try require(try await log.head().position == 0, "an append without events moved the head")
        }
    }

    func keepsBounds() async throws {
        try await withLog { log in
            let large = [UInt8](repeating: 32, count: LogBounds.payloadByteCountMax)
            let event = Samples.event(1)
            func sized(_ payload: [UInt8]) -> NewEvent {
                NewEvent(type: event.type, schema: 1, at: event.at, actor: event.actor, payload: payload)
            }
            _ = try await log.append(Append(stream: "alert/1", expectedVersion: 0, command: nil, events: [sized(large)]))
            _ = try await log.append(Samples.append(to: "alert/2", count: LogBounds.eventCountPerAppendMax))
            let longest = StreamName(String(repeating: "a", count: LogBounds.nameByteCountMax))
            _ = try await log.append(Samples.append(to: longest))
            let head = try await log.head()
            let tooLarge = [
                Append(stream: "alert/3", expectedVersion: 0, command: nil, events: [sized(large + [32])]),
                Samples.append(to: "alert/3", count: LogBounds.eventCountPerAppendMax + 1),
                Samples.append(to: StreamName(longest.rawValue + "a")),
            ]
            for append in tooLarge {
                let error = try await thrown("an append beyond the bounds was accepted") { _ = try await log.append(append) }
                try require((error as? LogFault)?.kind == .tooLarge, "an append beyond the bounds failed with \(error)")
            }
            try require(try await log.head() == head, "an append beyond the bounds left a trace")
        }
    }

    func refusesMalformedNames() async throws {
        try await withLog { log in
            for append in [Samples.append(to: "alert/\0"), Samples.append(to: "alert/1", command: "c\0d")] {
                let error = try await thrown("a name with a NUL was accepted") { _ = try await log.append(append) }
                try require((error as? LogFault)?.kind == .malformed, "a name with a NUL failed with \(error)")
            }
            _ = try await log.append(Samples.append(to: "alert/1"))
        }
    }
}
