import City
import EventLog
import EventLogContract
import EventLogSQLite
import Foundation
import Testing

/// A server killed at any moment: what it acknowledged is there, whole, and nothing is torn.
struct LogCrashTests {
    static let roundCount = 100
    /// A round ends after at most so many acknowledgements; the log grows over the rounds.
    static let acknowledgementCountMax = 30

    @Test("100 kills lose no acknowledged event and tear none")
    func killLoop() async throws {
        let directory = try TemporaryDirectory()
        var numbers = Numbers(seed: 9)
        var acknowledgedCount = 0
        for round in 0..<Self.roundCount {
            let acknowledged = try CrashRound(directory: directory.path).run(killAfter: 1 + numbers.next(below: Self.acknowledgementCountMax))
            acknowledgedCount += acknowledged.count
            let log = try EventLogSQLite.open(directory: directory.path)
            let first = try #require(acknowledged.map(\.position).min())
            let events = try await log.read(from: first - 1, limit: 100_000)
            let lost = acknowledged.filter { !isWhole($0, in: events, after: first - 1) }
            #expect(lost.isEmpty, "round \(round): \(lost) is not there")
            #expect(isUntorn(events.filter { $0.position > first }), "round \(round) left a torn append")
            // The next start looks only behind the newest snapshot, as a server's does.
            try await log.saveSnapshot(Snapshot(name: "round", schema: 1, position: log.head().position, bytes: []))
            try await log.close()
        }
        guard case .whole(let head) = try LogVerifier.verify(directory: directory.path) else {
            Issue.record("the chain does not verify after \(Self.roundCount) kills")
            return
        }
        #expect(head.position >= Int64(acknowledgedCount))
    }

    private func isWhole(_ append: CrashRound.Acknowledged, in events: [RecordedEvent], after position: Int64) -> Bool {
        let start = Int(append.position - position) - 1
        guard start >= 0, start + append.eventCount <= events.count else { return false }
        let kept = events[start..<(start + append.eventCount)]
        return kept.first?.position == append.position && Set(kept.map(\.command)).count == 1
    }

    /// The number at the end of a command id says how many events its append has.
    private func isUntorn(_ events: [RecordedEvent]) -> Bool {
        let appends = Dictionary(grouping: events) { $0.command?.rawValue ?? "" }
        guard let first = events.first?.command?.rawValue else { return true }
        return appends.allSatisfy { command, events in
            // The first append may begin before the events looked at.
            guard command != first, let number = command.split(separator: "/").last.flatMap({ Int($0) }) else { return command == first }
            return events.count == number % 4 + 1
        }
    }
}
