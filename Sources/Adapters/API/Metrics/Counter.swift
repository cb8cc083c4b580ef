import Synchronization

/// A number that only grows.
final class Counter: Sendable {
    private let count = Atomic<UInt64>(0)

    var value: UInt64 { count.load(ordering: .relaxed) }
    func add(_ more: UInt64 = 1) { count.add(more, ordering: .relaxed) }
}

/// How often the doors refused for lack of room.
final class Refusals: Sendable {
    enum Reason: String, CaseIterable { case overloaded, rate }

    private let overloaded = Counter()
    private let rate = Counter()

    func add(_ reason: Reason) { counter(reason).add() }

    private func counter(_ reason: Reason) -> Counter {
        switch reason {
        case .overloaded: overloaded
        case .rate: rate
        }
    }

    func text() -> String {
        var text = "# HELP bayu_http_refused_total Requests refused for lack of room.\n# TYPE bayu_http_refused_total counter\n"
        for reason in Reason.allCases { text += "bayu_http_refused_total{reason=\"\(reason.rawValue)\"} \(counter(reason).value)\n" }
        return text
    }
}

/// A number that is read when it is asked for.
public struct Gauge: Sendable {
    public enum Kind: String, Sendable { case gauge, counter }
    let name: String
    let help: String
    let kind: Kind
    let read: @Sendable () -> Double

    public init(_ name: String, _ help: String, kind: Kind = .gauge, read: @escaping @Sendable () -> Double) {
        self.name = name
        self.help = help
        self.kind = kind
        self.read = read
    }

    func text() -> String { "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n\(name) \(read())\n" }
}
