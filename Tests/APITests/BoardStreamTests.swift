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

    private func listen(_ stream: BoardStream, after position: Int64?, as role: Role = .auditor) throws -> (id: Int, board: Board) {
        let board = Board()
        let place = try stream.listen(after: position, filter: filter(role), outlet: board.outlet)
        stream.open(place.id)
        stream.wake()
        return (place.id, board)
    }

    @Test("a listener hears what came after its last event, each once and in order, and where it stands")
    func replay() throws {
        let stream = stream()
        stream.publish((1...5).map { change($0) })
        let (_, board) = try listen(stream, after: 3)
        #expect(
            board.heard(heartbeats: true) == "id: 4\nevent: alert\ndata: {\"n\":4}\n\nid: 5\nevent: alert\ndata: {\"n\":5}\n\n"
                + "id: 5\nevent: heartbeat\ndata: {\"position\":5,\"at\":\"2026-07-01T08:00:00.000Z\"}\n\n")
        stream.wake()
        #expect(board.heard(heartbeats: true).isEmpty)
    }

    @Test("several changes of one position carry its id on the last, so that a torn position comes again whole")
    func sharedPosition() throws {
        let stream = stream()
        stream.publish([change(1), change(1, .incident), change(2)])
        let (_, board) = try listen(stream, after: 0)
        #expect(
            board.heard()
                == "event: alert\ndata: {\"n\":1}\n\nid: 1\nevent: incident\ndata: {\"n\":1}\n\nid: 2\nevent: alert\ndata: {\"n\":2}\n\n")
    }

    @Test("what has been trimmed, or comes from another log, gets reset and goes on from the head", arguments: [2, 99])
    func reset(lastEvent: Int64) throws {
        let stream = stream(entriesMax: 3)
        stream.publish((1...10).map { change($0) })
        let (_, board) = try listen(stream, after: lastEvent)
        #expect(board.heard() == "id: 10\nevent: reset\ndata: {\"position\":10}\n\n")
        stream.publish([change(11)])
        stream.wake()
        #expect(board.heard() == "id: 11\nevent: alert\ndata: {\"n\":11}\n\n")
    }

    @Test("the oldest position still held is replayed without reset")
    func edgeOfTheRing() throws {
        let stream = stream(entriesMax: 3)
        stream.publish((1...10).map { change($0) })
        let (_, board) = try listen(stream, after: 7)
        #expect(board.heard().hasPrefix("id: 8\nevent: alert"))
    }

    @Test("what stands in no log goes out at once and without a position, is kept for nobody, and comes to no one who comes back")
    func beside() throws {
        let stream = stream()
        stream.publishBeside([change(0, .drone, reach: nil)])
        let (_, early) = try listen(stream, after: nil)
        #expect(early.heard().isEmpty)
        stream.publish([change(1)])
        stream.publishBeside([change(0, .drone, reach: nil)])
        stream.publish([change(2)])
        stream.wake()
        #expect(
            early.heard() == "id: 1\nevent: alert\ndata: {\"n\":1}\n\nevent: drone\ndata: {\"n\":0}\n\nid: 2\nevent: alert\ndata: {\"n\":2}\n\n")
        let (_, back) = try listen(stream, after: 1)
        #expect(back.heard() == "id: 2\nevent: alert\ndata: {\"n\":2}\n\n")
    }

    @Test("a long replay comes in several writes and misses nothing")
    func longReplay() throws {
        let stream = stream(entriesMax: 2_000)
        stream.publish((1...1_000).map { change($0) })
        let (_, board) = try listen(stream, after: 0)
        var ids: [String] = []
        for _ in 0..<10 {
            ids += board.heard().split(separator: "\n").filter { $0.hasPrefix("id: ") }.map(String.init)
            stream.wake()
        }
        #expect(ids == (1...1_000).map { "id: \($0)" })
    }

    @Test("a board that takes nothing keeps its place, gets reset when the ring has passed it, and costs nobody else anything")
    func slowListener() throws {
        let stream = stream(entriesMax: 3)
        let (_, slow) = try listen(stream, after: nil)
        let (_, quick) = try listen(stream, after: nil)
        slow.stop()
        for position in 1...9 {
            stream.publish([change(Int64(position))])
            stream.wake()
            #expect(quick.heard() == "id: \(position)\nevent: alert\ndata: {\"n\":\(position)}\n\n")
        }
        #expect(slow.heard().isEmpty)
        slow.goOn()
        stream.wake()
        #expect(slow.heard() == "id: 9\nevent: reset\ndata: {\"position\":9}\n\n")
    }

    @Test("a board that takes nothing for half a minute is dropped, and one that pauses is not")
    func stuck() throws {
        let stream = stream()
        let (id, board) = try listen(stream, after: nil)
        board.stop()
        stream.publish([change(1)])
        stream.wake()
        stream.dropStuck()
        #expect(!board.isClosed && stream.listenerCount == 1)
        try stream.state.withLock { state in
            let index = try #require(state.index(of: id))
            state.listeners[index].stuckSince = .now - .seconds(Bounds.stuckListenerSeconds + 1)
        }
        stream.dropStuck()
        #expect(board.isClosed && stream.listenerCount == 0)
    }

    @Test(
        "a board hears of its own jurisdiction, department or team alone",
        arguments: [
            (Role.municipalCommander, [1, 2, 3]), (.districtCommander, [2, 3]), (.dutyOfficer, [2, 3]), (.departmentLiaison, [2, 3]),
            (.fieldTeam, [3]),
        ])
    func filters(role: Role, positions: [Int]) throws {
        let stream = stream()
        stream.publish([
            change(1, reach: [SmallCity.hub, SmallCity.south]),
            BoardChange(
                position: 2, topic: .incident, reach: [SmallCity.hub, SmallCity.north, SmallCity.cliffTown], departments: ["transport"],
                teams: ["drone-2"], json: { Array("{}".utf8) }),
            change(3, .notice, reach: nil),
        ])
        let (_, board) = try listen(stream, after: 0, as: role)
        #expect(board.heard().split(separator: "\n").compactMap { $0.hasPrefix("id: ") ? Int($0.dropFirst(4)) : nil } == positions)
    }

    @Test("a notice and every eighth heartbeat give the listener's session a turn, and the end ends its turns")
    func turns() async throws {
        let stream = stream()
        let place = try stream.listen(after: nil, filter: filter(.districtCommander), outlet: Board().outlet)
        stream.open(place.id)
        var turns = place.turns.makeAsyncIterator()
        stream.publish([change(1, .notice)])
        stream.wake()
        #expect(await turns.next() != nil)
        for _ in 0..<BoardListener.beatsBetweenChecks {
            stream.heartbeatNow()
            stream.wake()
        }
        #expect(await turns.next() != nil)
        stream.remove(place.id)
        stream.remove(place.id)
        #expect(await turns.next() == nil)
        #expect(stream.listenerCount == 0)
    }

    @Test("nothing is encoded while nobody listens, and each change once however many do")
    func encodedOnce() throws {
        let stream = stream()
        let count = Mutex(0)
        let change = BoardChange(position: 1, topic: .alert, reach: nil) {
            count.withLock { $0 += 1 }
            return Array("{}".utf8)
        }
        stream.publish([change])
        stream.wake()
        #expect(count.withLock { $0 } == 0)
        for _ in 0..<5 { #expect(try listen(stream, after: 0).board.heard().contains("event: alert")) }
        #expect(count.withLock { $0 } == 1)
    }

    @Test("the ring is bounded by bytes too")
    func bytes() {
        let stream = BoardStream(head: 0, entriesMax: 1_000, bytesMax: 20_480, now: { "" })
        stream.publish((1...50).map { change($0) })
        #expect(stream.state.withLock { $0.ring.end - $0.ring.first } == 10)
    }

    @Test("listeners past the bound are refused, and many boards are told less often")
    func manyListeners() throws {
        let stream = stream()
        for _ in 0..<Bounds.listenersMax { _ = try stream.listen(after: nil, filter: filter(.auditor), outlet: Board().outlet) }
        #expect(throws: Problem.overloaded) { try stream.listen(after: nil, filter: filter(.auditor), outlet: Board().outlet) }
        #expect(BoardStream.wakeInterval(listeners: 1) == .milliseconds(10))
        #expect(BoardStream.wakeInterval(listeners: 500) == .milliseconds(20))
        #expect(BoardStream.gatherTime(listeners: 1) == .microseconds(20) && BoardStream.gatherTime(listeners: 2_000) == .milliseconds(10))
    }
}
