import Access
import City
import Foundation
import Synchronization

@testable import Accounts

/// A clock that stands still until it is moved.
final class HandClock: Sendable {
    private let moment = Mutex(Instant(millisecondsSince1970: 1_780_000_000_000))
    var now: Instant { moment.withLock { $0 } }
    func advance(by span: Seconds) { moment.withLock { $0 = $0.advanced(by: span) } }
}

/// A temporary data directory with a store on it, and a small city (synthetic).
struct Fixture {
    let directory: String
    let clock = HandClock()

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-accounts-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    var file: String { directory + "/" + AccountStore.fileName }

    func open() throws -> AccountStore {
        try AccountStore.open(directory: directory, cost: .least) { [clock] in clock.now }
    }

    func remove() {
        do {
            try FileManager.default.removeItem(atPath: directory)
        } catch {
            print("could not remove \(directory): \(error)")
        }
    }

    /// Everything that the store has on disk.
    func bytesOnDisk() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted().reduce(into: Data()) { bytes, name in
            bytes += try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
        }
    }

    static let password = "correct horse"
    static let officer = AccountDraft(name: "desk.a1", role: "duty-officer", center: "A1")

    static let city = CityModel(
        id: "small", name: text("Small"), timeZone: "Asia/Shanghai", attribution: [],
        centers: [
            Center(code: "H", level: .municipal, name: text("Hub"), parent: nil, point: nil),
            Center(code: "A", level: .district, name: text("Alpha District"), parent: "H", point: nil),
            Center(code: "A1", level: .township, name: text("Orchard Town"), parent: "A", point: nil),
            Center(code: "B", level: .district, name: text("Beta District"), parent: "H", point: nil),
        ],
        departments: [Department(id: "transport", name: text("Transport")), Department(id: "fire", name: text("Fire"))], posts: [],
        teams: [
            Team(
                id: "t1", name: text("Team 1"), department: "fire", center: "A", skills: [], home: Coordinate(latitude: 29.8, longitude: 106.4),
                people: 6)
        ],
        sites: [], datastreams: [], kinds: [], codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
        clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.8), playbooks: [])

    private static func text(_ words: String) -> LocalizedText { LocalizedText(zh: words, en: words) }
}

extension AccountStore {
    /// Logs in from a fixed address, or fails the test with what came instead.
    func token(_ name: String, _ password: String = Fixture.password) async throws -> SessionToken {
        let outcome = try await logIn(name: name, password: password, address: "192.0.2.1")
        guard case .loggedIn(let token, _) = outcome else { throw Unexpected(outcome: outcome) }
        return token
    }

    struct Unexpected: Error { let outcome: LoginOutcome }
}
