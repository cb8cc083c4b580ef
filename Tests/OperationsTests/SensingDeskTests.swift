import City
import EventLog
import HazardKit
import Incidents
import Operations
import Readings
import Testing

@Suite("A reading that is answered has said everything that it means")
struct SensingDeskTests {
    @Test(
        "while the log takes nothing a dangerous reading is not answered as kept, nor when it is sent again; then its alert is there once",
        arguments: [LogFault.Kind.locked, .overloaded, .diskFull])
    func lockedLog(kind: LogFault.Kind) async throws {
        let loop = try await SensingLoop()
        await loop.log.fail(with: LogFault(kind, "not now"))
        await #expect(throws: LogFault.self) { try await loop.take(12) }
        await #expect(throws: LogFault.self) { try await loop.take(12) }
        #expect(try await loop.log.types().isEmpty)
        await loop.log.fail(with: nil)
        try await loop.take(12)
        #expect(try await loop.log.types() == ["AlertRaised"])
        try await loop.take(12)
        #expect(try await loop.log.types() == ["AlertRaised"])
    }

    @Test("what waits for the log is written by the next beat although nobody sends anything again, in the order in which it was claimed")
    func beat() async throws {
        let loop = try await SensingLoop()
        await loop.log.fail(with: SensingLoop.locked)
        for value in [12.0, 25, 5] {
            await #expect(throws: LogFault.self) { try await loop.take(value) }
            loop.clock.advance(60)
        }
        await #expect(throws: LogFault.self) { try await loop.sensing.pass() }
        await loop.log.fail(with: nil)
        try await loop.sensing.pass()
        #expect(try await loop.log.types() == ["AlertRaised", "AlertEvidenceAdded", "AlertRegraded", "AlertCleared"])
        #expect(try await loop.alerts().map(\.grade) == [.ii])
    }

    @Test("a silence that the log could not take is claimed by a later beat")
    func silence() async throws {
        let loop = try await SensingLoop()
        try await loop.take(1)
        loop.clock.advance(86_460)
        await loop.log.fail(with: SensingLoop.locked)
        await #expect(throws: LogFault.self) { try await loop.sensing.pass() }
        await loop.log.fail(with: nil)
        try await loop.sensing.pass()
        try await loop.sensing.pass()
        #expect(try await loop.alerts().map { $0.evidence.map(\.source) } == [[.silence]])
    }

    @Test("a harmless reading is kept and answered while the log is locked, since it means nothing that could be lost")
    func harmless() async throws {
        let loop = try await SensingLoop()
        await loop.log.fail(with: SensingLoop.locked)
        #expect(try await loop.take(1).count == 1)
    }

    @Test("a reading that the store did not keep is unknown to judge and rules: sent again it is kept and raises its alert")
    func fullStore() async throws {
        let loop = try await SensingLoop()
        let moment = loop.clock.now
        await loop.store.fill(true)
        await #expect(throws: ReadingFault.self) { try await loop.take(12, at: moment) }
        #expect(try await loop.alerts().isEmpty)
        await loop.store.fill(false)
        try await loop.take(12, at: moment)
        #expect(try await loop.alerts().count == 1)
        #expect(try await loop.store.latest()[SensingLoop.gauge]?.quality == .good)
    }

    @Test("a restart raises what the log could not take before it")
    func restart() async throws {
        let loop = try await SensingLoop()
        await loop.log.fail(with: SensingLoop.locked)
        await #expect(throws: LogFault.self) { try await loop.take(12) }
        await loop.log.fail(with: nil)
        loop.clock.advance(6 * 3600)
        let later = try await loop.restarted()
        #expect(try await later.alerts().map(\.grade) == [.iii])
    }

    @Test("years-old readings are kept, marked late, and dispatch nobody, neither when they come nor at the next start")
    func backfill() async throws {
        let loop = try await SensingLoop()
        let old = Instant(millisecondsSince1970: 1_620_000_000_000)
        for index in 0..<60 { try await loop.take(Double(index) * 10, at: old.advanced(by: .minutes(Double(index)))) }
        try await loop.sensing.pass()
        let kept = try await loop.store.readings(of: SensingLoop.gauge, from: old, until: loop.clock.now, limit: 100)
        #expect(kept.count == 60 && kept.allSatisfy { $0.quality == .late })
        #expect(try await loop.log.types().isEmpty)
        let later = try await loop.restarted()
        await later.desk.tick()
        #expect(try await loop.log.types().isEmpty)
    }

    @Test("many gateways that send the same reading at once make one reading and one alert")
    func sameAtOnce() async throws {
        let loop = try await SensingLoop()
        let moment = loop.clock.now
        let ids = try await withThrowingTaskGroup(of: [ReadingID].self) { group in
            for _ in 0..<50 { group.addTask { try await loop.take(12, at: moment) } }
            var ids: Set<[ReadingID]> = []
            for try await id in group { ids.insert(id) }
            return ids
        }
        #expect(ids.count == 1)
        #expect(try await loop.log.types() == ["AlertRaised"])
    }
}
