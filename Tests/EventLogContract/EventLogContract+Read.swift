import City
import EventLog

extension EventLogContract {
    func readsWhatWasAppended() async throws {
        try await withLog { log in
            let people = Actor(kind: .person, name: "任意", role: "liaison", center: "500109", department: nil, team: "team-7")
            let events = [
                Samples.event(1),
                NewEvent(type: "空", schema: 7, at: Instant(millisecondsSince1970: -1), actor: people, payload: []),
                NewEvent(type: "Bytes", schema: 0, at: Samples.noon, actor: people, payload: Array(0...255)),
            ]
            let written = try await log.append(Append(stream: "case/é", expectedVersion: 0, command: "c-1", events: events))
            let other = try await log.append(Samples.append(to: "case/e"))
            try require(written.map(\.event) == events, "append returned other events than it was given")
            try require(try await log.read(from: 0, limit: 10) == written + other, "read by position differs from what was appended")
            try require(try await log.read(stream: "case/é", after: 0, limit: 10) == written, "read by stream differs")
            try require(try await log.read(stream: "case/none", after: 0, limit: 10).isEmpty, "an unknown stream has events")
        }
    }

    func readsInPages() async throws {
        try await withLog { log in
            for number in 0..<10 { _ = try await log.append(Samples.append(to: StreamName("alert/\(number % 2)"), after: Int64(number / 2))) }
            let page = try await log.read(from: 3, limit: 4)
            try require(page.map(\.position) == [4, 5, 6, 7], "a page by position is \(page.map(\.position))")
            let stream = try await log.read(stream: "alert/1", after: 2, limit: 2)
            try require(stream.map(\.version) == [3, 4], "a page by version is \(stream.map(\.version))")
            try require(try await log.read(from: 10, limit: 5).isEmpty, "there is something behind the head")
            try require(try await log.read(from: 0, limit: 0).isEmpty, "a page of nothing has events")
        }
    }

    func listsStreams() async throws {
        try await withLog { log in
            try require(try await log.listStreams(of: "incident", below: nil, limit: 10).isEmpty, "an empty log has streams")
            for name in ["incident/I-3", "alert/A-9", "incident/I-1", "incidental/I-7", "incident/I-2", "notice/N-1"] {
                _ = try await log.append(Samples.append(to: StreamName(rawValue: name), count: 3))
            }
            let all = try await log.listStreams(of: "incident", below: nil, limit: 10)
            try require(all == ["incident/I-3", "incident/I-2", "incident/I-1"], "the streams are \(all)")
            let page = try await log.listStreams(of: "incident", below: "incident/I-3", limit: 1)
            try require(page == ["incident/I-2"], "the page below I-3 is \(page)")
            try require(try await log.listStreams(of: "incident", below: "incident/I-1", limit: 10).isEmpty, "there is something below the first")
            try require(try await log.listStreams(of: "incident", below: nil, limit: 0).isEmpty, "a page of nothing has streams")
            try require(try await log.listStreams(of: "team", below: nil, limit: 10).isEmpty, "an unknown category has streams")
        }
    }

    func chainsHashes() async throws {
        try await withLog { log in
            for number in 0..<5 {
                let command = number % 2 == 0 ? CommandID("c-\(number)") : nil
                _ = try await log.append(Samples.append(to: StreamName("alert/\(number)"), command: command, count: number + 1))
            }
            var previous = EventHash.seed
            for event in try await log.read(from: 0, limit: 100) {
                let expected = SHA256Digest.hash(EventHash.bytes(of: event, previous: previous))
                try require(event.hash == expected, "the hash at position \(event.position) does not close over the one before")
                previous = event.hash
            }
            try require(try await log.head().hash == previous, "the head's hash is not the last event's")
        }
    }

    func movesHead() async throws {
        try await withLog { log in
            try require(try await log.head() == LogHead(position: 0, hash: EventHash.seed), "an empty log has no seed as its head")
            let events = try await log.append(Samples.append(to: "alert/1", count: 3))
            try require(try await log.head() == LogHead(position: 3, hash: events[2].hash), "the head is not the last event")
        }
    }

    func keepsSnapshots() async throws {
        try await withLog { log in
            _ = try await log.append(Samples.append(to: "alert/1", count: 9))
            try require(try await log.loadSnapshot("board", schema: 1) == nil, "there is a snapshot before one was saved")
            for position: Int64 in [2, 5, 9] {
                try await log.saveSnapshot(Snapshot(name: "board", schema: 1, position: position, bytes: [UInt8(position)]))
            }
            let other = Snapshot(name: "teams", schema: 1, position: 1, bytes: Array(repeating: 7, count: 100_000))
            try await log.saveSnapshot(other)
            try require(try await log.loadSnapshot("board", schema: 1)?.bytes == [9], "the newest snapshot is not the one loaded")
            try require(try await log.loadSnapshot("teams", schema: 1) == other, "one projection's snapshot displaced another's")
            try require(try await log.loadSnapshot("board", schema: 2) == nil, "a snapshot of another schema was loaded")
            try await log.saveSnapshot(Snapshot(name: "board", schema: 2, position: 9, bytes: [2, 9]))
            try require(try await log.loadSnapshot("board", schema: 2)?.bytes == [2, 9], "a snapshot of a new schema is not loaded")
        }
    }
}
