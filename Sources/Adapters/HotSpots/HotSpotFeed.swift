import AsyncHTTPClient
import City
import HazardKit
import NIOCore
import NIOHTTP1
import Synchronization

/// Fetches hot spots of satellites from an address again and again and hands them on. What fails is said and tried again at the same pace.
///
/// A hot spot is named by its satellite, time and place, so that what stands in many answers is one detection: whoever takes them sees to that.
public actor HotSpotFeed {
    public enum State: String, Sendable { case waiting, up, failing }

    /// What became of it so far, for operators.
    public struct Standing: Sendable {
        public let host: String
        public internal(set) var state = State.waiting
        /// Since when it is in this state.
        public internal(set) var since: Instant
        public internal(set) var lastGood: Instant?
        /// Rows of the newest answer that are in the city, that are not, and that are none.
        public internal(set) var inside = 0
        public internal(set) var outside = 0
        public internal(set) var bad = 0
        public internal(set) var faults = 0
        /// Why it fails.
        public internal(set) var why: LocalizedText?
    }

    /// What became of one answer's hot spots.
    public struct Taken: Sendable {
        public let inside: Int
        public let outside: Int
        public init(inside: Int, outside: Int) {
            self.inside = inside
            self.outside = outside
        }
    }

    private struct Failure: Error {
        let why: LocalizedText
    }

    /// How it goes, for whoever asks.
    public nonisolated var standing: Standing { shown.withLock { $0 } }
    private nonisolated let shown: Mutex<Standing>
    private let address: HotSpotAddress
    private let pace: Duration
    private let now: @Sendable () -> Instant
    private let take: @Sendable ([Detection]) async throws -> Taken
    private let onFault: @Sendable (String) -> Void
    private let client: HTTPClient

    /// - Parameters:
    ///   - minutes: between two looks, within `minutesRange`.
    ///   - onFault: is told when it begins to fail, not each time.
    public init(
        _ address: HotSpotAddress, everyMinutes minutes: Int = 10, now: @escaping @Sendable () -> Instant,
        onFault: @escaping @Sendable (String) -> Void, take: @escaping @Sendable ([Detection]) async throws -> Taken
    ) {
        self.address = address
        pace = .seconds(60 * min(max(minutes, Self.minutesRange.lowerBound), Self.minutesRange.upperBound))
        self.now = now
        self.onFault = onFault
        self.take = take
        shown = Mutex(Standing(host: address.host, since: now()))
        var configuration = HTTPClient.Configuration()
        // A redirect would carry the key to an address that nobody checked.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(10), read: Self.answerWithin)
        // A server that is not there is said at once; the next look is the next try.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Looks at once and then at its pace, until it is cancelled.
    public func run() async {
        while !Task.isCancelled {
            await look()
            do { try await Task.sleep(for: pace) } catch { break }
        }
        do { try await client.shutdown() } catch { onFault("The line to \(address.host) could not be closed: it ends with the program.") }
    }

    private func look() async {
        do {
            let table = HotSpotTable(try await fetch())
            // Rows are bad one by one; a table without its columns is no table.
            if table.detections.isEmpty, let first = table.faults.first, first.line == 1 {
                throw Failure(why: LocalizedText(zh: "回答不是热点表格，请检查地址与密钥", en: "the answer is no table of hot spots: check the address and its key"))
            }
            let recent = table.detections.filter { now().since($0.time) <= Self.ageMax }
            let taken = try await take(recent)
            show(.up) { standing, moment in
                standing.lastGood = moment
                (standing.inside, standing.outside, standing.bad) = (taken.inside, taken.outside, table.faults.count)
                standing.why = nil
            }
        } catch is CancellationError {
            return
        } catch {
            fail(error)
        }
    }

    private func show(_ state: State, _ more: (inout Standing, Instant) -> Void) {
        let moment = now()
        shown.withLock { standing in
            if standing.state != state { standing.since = moment }
            standing.state = state
            more(&standing, moment)
        }
    }

    private func fail(_ error: any Error) {
        // The words of other errors may hold the address, and with it the key.
        let why =
            (error as? Failure)?.why ?? LocalizedText(zh: "无法连接或热点未能保存", en: "it cannot be reached, or what it said could not be kept")
        if standing.state != .failing { onFault("Hot spots from \(address.host): \(why.en).") }
        show(.failing) { standing, _ in
            standing.why = why
            standing.faults += 1
        }
    }

    private func fetch() async throws -> String {
        var request = HTTPClientRequest(url: address.text)
        request.headers.add(name: "User-Agent", value: "bayu")
        request.headers.add(name: "Accept", value: "text/csv")
        let response = try await client.execute(request, timeout: Self.answerWithin)
        guard response.status == .ok else {
            let code = response.status.code
            throw Failure(why: LocalizedText(zh: "对方回答 \(code)", en: "it answered \(code)"))
        }
        do {
            return String(buffer: try await response.body.collect(upTo: Self.answerBytesMax))
        } catch is NIOTooManyBytesError {
            let most = Self.answerBytesMax >> 20
            throw Failure(why: LocalizedText(zh: "回答超过 \(most) MiB，请缩小区域", en: "its answer is longer than \(most) MiB: ask for a smaller area"))
        }
    }

    /// FIRMS counts an address's questions in windows of ten minutes; hot spots come hours late, so that nobody needs them by the minute.
    public static let minutesRange = 5...180
    /// A day of a large province in the fire season is a tenth of it.
    static let answerBytesMax = 8 << 20
    private static let answerWithin: TimeAmount = .seconds(60)
    /// Hot spots come three hours late at most; an area of a day holds older ones, which speak of fires that were.
    private static let ageMax: Seconds = 6 * 3_600
}
