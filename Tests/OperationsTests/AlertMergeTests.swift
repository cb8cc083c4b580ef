import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("Merging alerts")
struct AlertMergeTests {
    static let far = Coordinate(latitude: SmallCity.cliff.latitude + 0.05, longitude: SmallCity.cliff.longitude)

    /// Two alerts of two sensors, too far apart to be the same matter by themselves: first the target, then the one to be merged.
    private func pair(_ loop: Loop, imminent: Bool = false, exercise: Bool = false) async throws -> (target: AlertID, merged: AlertID) {
        let target = try #require(try await loop.desk.take(Loop.claim(.iii, key: "rule:a"), by: Loop.rule))
        let merged = try #require(
            try await loop.desk.take(Loop.claim(.ii, key: "rule:b", imminent: imminent, at: Self.far), by: Loop.rule, exercise: exercise))
        return (target, merged)
    }

    @Test("the target takes evidence, sources and the graver grade in the same append as the merge")
    func takesOver() async throws {
        let loop = try await Loop()
        let (target, merged) = try await pair(loop)
        let before = try await loop.log.head().position
        try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: target)), by: Loop.officer, command: "m-1")
        let written = try await loop.log.read(from: before, limit: 10)
        #expect(written.map(\.event.type) == ["AlertMerged", "AlertAbsorbed", "AlertRegraded"])
        #expect(written.map { String($0.stream.id) } == [merged.rawValue, target.rawValue, target.rawValue])
        for desk in [loop.desk, try await loop.restarted().desk] {
            let state = try #require(try await desk.alertState(target))
            #expect(state.evidence.count == 2 && state.grade == .ii)
            #expect(state.sourceKeys == ["rule:a", "rule:b"])
            #expect(try await desk.alertState(merged)?.mergedInto == target)
        }
        let again = try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: target)), by: Loop.officer, command: "m-1")
        #expect(again.repeated)
    }

    @Test("later readings of the merged sensor join the target, also along a chain and after a restart, and open no third alert")
    func follows() async throws {
        let loop = try await Loop()
        let (target, merged) = try await pair(loop)
        try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: target)), by: Loop.officer, command: nil)
        #expect(try await loop.desk.take(Loop.claim(.i, key: "rule:b", at: Self.far), by: Loop.rule) == target)
        let beyond = Coordinate(latitude: SmallCity.cliff.latitude + 0.1, longitude: SmallCity.cliff.longitude)
        let last = try #require(try await loop.desk.take(Loop.claim(.iii, key: "rule:c", at: beyond), by: Loop.rule))
        try await loop.desk.submit(alert: target, .merge(MergeAlert(into: last)), by: Loop.officer, command: nil)
        #expect(try await loop.desk.take(Loop.claim(.i, key: "rule:b", at: Self.far), by: Loop.rule) == last)
        let later = try await loop.restarted()
        #expect(try await later.desk.take(Loop.claim(.i, key: "rule:b", at: Self.far), by: Loop.rule) == last)
        #expect(try await later.desk.alertState(last)?.grade == .i)
    }

    @Test("a sensor merged into an alert that lists as many sources as it can is found along the merge after a start from a snapshot")
    func followsBeyondTheList() async throws {
        let loop = try await Loop()
        let (target, merged) = try await pair(loop)
        for number in 1..<Alert.evidenceCountMax {
            #expect(try await loop.desk.take(Loop.claim(.iii, key: "rule:a\(number)"), by: Loop.rule) == target)
        }
        try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: target)), by: Loop.officer, command: nil)
        #expect(try await loop.desk.alertState(target)?.sourceKeys.contains("rule:b") == false)
        try await loop.desk.snapshot(force: true)
        let later = try await loop.restarted()
        #expect(try await later.desk.take(Loop.claim(.i, key: "rule:b", at: Self.far), by: Loop.rule) == target)
    }

    @Test("the target is cleared by the last of the sources of both")
    func clearing() async throws {
        let loop = try await Loop()
        let (target, merged) = try await pair(loop)
        try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: target)), by: Loop.officer, command: nil)
        _ = try await loop.desk.take(Loop.claim(key: "rule:a", active: false), by: Loop.rule)
        #expect(try await loop.desk.alertState(target)?.condition == .active)
        _ = try await loop.desk.take(Loop.claim(key: "rule:b", active: false, at: Self.far), by: Loop.rule)
        #expect(try await loop.desk.alertState(target)?.condition == .cleared)
    }

    @Test("an imminent alert that is merged before its incident opened makes the target open one")
    func imminent() async throws {
        let loop = try await Loop()
        let (target, merged) = try await pair(loop, imminent: true)
        try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: target)), by: Loop.officer, command: nil)
        await loop.desk.tick()
        let incident = try #require(try await loop.desk.alertState(target)?.incident)
        #expect(try await loop.incident(incident).grade == .ii)
    }

    @Test("an exercise is not merged into a real alert nor a real one into an exercise, and neither changes")
    func exercise() async throws {
        let loop = try await Loop()
        let (real, exercise) = try await pair(loop, exercise: true)
        let before = try await loop.log.head().position
        for (one, other) in [(real, exercise), (exercise, real)] {
            let refusal = await #expect(throws: Refusal.self) {
                try await loop.desk.submit(alert: one, .merge(MergeAlert(into: other)), by: Loop.officer, command: nil)
            }
            #expect(refusal?.code == .alertExerciseMixed)
        }
        #expect(try await loop.log.head().position == before)
    }

    @Test("nothing is merged into itself, into an unknown alert, or into one that is over")
    func refused() async throws {
        let loop = try await Loop()
        let (target, merged) = try await pair(loop)
        try await loop.desk.submit(
            alert: target, .reject(RejectAlert(label: "sensor-fault", reason: "mud")), by: Loop.officer, command: nil)
        for (into, code) in [(merged, RefusalCode.alertIntoItself), ("A-999999", "alert.unknown"), (target, .alertTargetOver)] {
            let refusal = await #expect(throws: Refusal.self) {
                try await loop.desk.submit(alert: merged, .merge(MergeAlert(into: into)), by: Loop.officer, command: nil)
            }
            #expect(refusal?.code == code)
        }
        #expect(try await loop.desk.alertState(merged)?.state == .raised)
    }

    @Test("two alerts merged into each other at once: one merge holds, the other is refused, and nobody waits for ever")
    func crossed() async throws {
        let loop = try await Loop()
        let (one, other) = try await pair(loop)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for (from, into) in [(one, other), (other, one)] {
                group.addTask {
                    do {
                        try await loop.desk.submit(alert: from, .merge(MergeAlert(into: into)), by: Loop.officer, command: nil)
                        return false
                    } catch { return true }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(refused == 1)
        let states = [try await loop.desk.alertState(one)?.state, try await loop.desk.alertState(other)?.state]
        #expect(states.filter { $0 == .merged }.count == 1)
    }
}
