import Access
import City
import NIOCore
import Synchronization
import Testing

@testable import API

@Suite("The stream of the boards")
struct BoardStreamTests {
    private func change(_ position: Int64, _ topic: BoardChange.Topic = .alert, reach: Set<CenterCode>? = [SmallCity.hub, SmallCity.north])
        -> BoardChange
    {
        BoardChange(position: position, topic: topic, reach: reach, json: { Array("{\"n\":\(position)}".utf8) })
    }

    private func stream(head: Int64 = 0, entriesMax: Int = 100) -> BoardStream {
        BoardStream(head: head, entriesMax: entriesMax, now: { "2026-07-01T08:00:00.000Z" })
    }

    private func filter(_ role: Role) -> BoardFilter { BoardFilter(FixedGate.visitor(role)) }

    /// What a listener would write next, as text.
    private func text(_ stream: BoardStream, _ id: Int) async -> String {
        switch await stream.next(id) {
        case .events(let bytes, _), .heartbeat(let bytes): String(buffer: bytes)
        case nil: "ended"
        }
    }

    @Test("a listener hears what came after its last event, each once and in order, in one write")
    func replay() async throws {
        let stream = stream()
        stream.publish((1...5).map { change($0) })
        let id = try stream.listen(after: 3, filter: filter(.auditor)) {}
        #expect(await text(stream, id) == "id: 4\nevent: alert\ndata: {\"n\":4}\n\nid: 5\nevent: alert\ndata: {\"n\":5}\n\n")
        #expect(await text(stream, id).hasPrefix("id: 5\nevent: heartbeat\ndata: {\"position\":5"))
    }

    @Test("several changes of one position carry its id on the last, so that a torn position comes again whole")
    func sharedPosition() async throws {
        let stream = stream()
        stream.publish([change(1), change(1, .incident), change(2)])
        let id = try stream.listen(after: 0, filter: filter(.auditor)) {}
        let heard = await text(stream, id)
        #expect(heard == "event: alert\ndata: {\"n\":1}\n\nid: 1\nevent: incident\ndata: {\"n\":1}\n\nid: 2\nevent: alert\ndata: {\"n\":2}\n\n")
    }

    @Test("what has been trimmed, or comes from another log, gets reset and goes on from the head", arguments: [2, 99])
    func reset(lastEvent: Int64) async throws {
        let stream = stream(entriesMax: 3)
        stream.publish((1...10).map { change($0) })
        let id = try stream.listen(after: lastEvent, filter: filter(.auditor)) {}
        #expect(await text(stream, id) == "id: 10\nevent: reset\ndata: {\"position\":10}\n\n")
        stream.publish([change(11)])
        #expect(await text(stream, id).hasPrefix("id: 11\n"))
    }

    @Test("the oldest position still held is replayed without reset")
    func edgeOfTheRing() async throws {
        let stream = stream(entriesMax: 3)
        stream.publish((1...10).map { change($0) })
        let id = try stream.listen(after: 7, filter: filter(.auditor)) {}
        #expect(await text(stream, id).hasPrefix("id: 8\nevent: alert"))
    }

    @Test("a slow listener gets reset and costs nobody else anything")
    func slowListener() async throws {
        let stream = stream(entriesMax: 3)
        let slow = try stream.listen(after: nil, filter: filter(.auditor)) {}
        let quick = try stream.listen(after: nil, filter: filter(.auditor)) {}
        _ = await stream.next(slow)
        _ = await stream.next(quick)
        for position in 1...9 {
            stream.publish([change(Int64(position))])
            #expect(await text(stream, quick) == "id: \(position)\nevent: alert\ndata: {\"n\":\(position)}\n\n")
        }
        #expect(await text(stream, slow).contains("event: reset"))
    }

    @Test("a board hears of its own jurisdiction, department or team alone")
    func filters() async throws {
        let stream = stream()
        stream.publish([
            change(1, reach: [SmallCity.hub, SmallCity.south]),
            BoardChange(
                position: 2, topic: .incident, reach: [SmallCity.hub, SmallCity.north, SmallCity.cliffTown], departments: ["transport"],
                teams: ["drone-2"], json: { Array("{}".utf8) }),
            change(3, .reading, reach: nil),
        ])
        func heard(_ role: Role) async throws -> [Int] {
            let id = try stream.listen(after: 0, filter: filter(role)) {}
            return (await text(stream, id)).split(separator: "\n").compactMap { $0.hasPrefix("id: ") ? Int($0.dropFirst(4)) : nil }
        }
        #expect(try await heard(.municipalCommander) == [1, 2, 3])
        #expect(try await heard(.districtCommander) == [2, 3])
        #expect(try await heard(.dutyOfficer) == [2, 3])
        #expect(try await heard(.departmentLiaison) == [2, 3])
        #expect(try await heard(.fieldTeam) == [3])
    }

    @Test("a waiting listener is woken by what concerns it, by a heartbeat, and by its end")
    func waking() async throws {
        let stream = stream()
        let id = try stream.listen(after: nil, filter: filter(.districtCommander)) {}
        #expect(await text(stream, id).contains("event: heartbeat"))
        async let portion = text(stream, id)
        while !(stream.state.withLock { $0.listeners[id]?.waiter != nil }) { await Task.yield() }
        stream.publish([change(1, reach: [SmallCity.south])])
        stream.wake()
        #expect(stream.state.withLock { $0.listeners[id]?.waiter != nil })
        stream.publish([change(2)])
        stream.wake()
        #expect(await portion.hasPrefix("id: 2\n"))
        async let ending = text(stream, id)
        stream.end(id)
        #expect(await ending == "ended")
        stream.remove(id)
        #expect(stream.listenerCount == 0)
    }

    @Test("the ring is bounded by bytes too")
    func bytes() async throws {
        let stream = BoardStream(head: 0, entriesMax: 1_000, bytesMax: 20_480, now: { "" })
        stream.publish((1...50).map { change($0) })
        #expect(stream.state.withLock { $0.ring.end - $0.ring.first } == 10)
    }

    @Test("listeners past the bound are refused")
    func tooManyListeners() throws {
        let stream = stream()
        for _ in 0..<Bounds.listenersMax { _ = try stream.listen(after: nil, filter: filter(.auditor)) {} }
        #expect(throws: Problem.overloaded) { try stream.listen(after: nil, filter: filter(.auditor)) {} }
    }
}
