import City
import Testing

@testable import Gateways

@Suite("Trying again")
struct RetryPolicyTests {
    private let policy = RetryPolicy.standard
    private let now = Instant(millisecondsSince1970: 1_780_000_000_000)

    @Test("the wait grows from seconds to two hours, within the jitter")
    func growth() throws {
        let expected: [Double] = [5, 15, 45, 135, 405, 1215, 3645, 7200, 7200, 7200, 7200]
        for (index, seconds) in expected.enumerated() {
            let wait = try #require(policy.wait(after: index + 1, of: "letter"))
            #expect(wait.value >= seconds * 0.8 - 0.001 && wait.value <= seconds * 1.2 + 0.001, "try \(index + 1): \(wait.value)")
        }
    }

    @Test("the tries of one letter cover most of a working day", arguments: ["a", "b", "notice/7/post/3"])
    func span(key: String) {
        let total = (1..<policy.attemptsMax).compactMap { policy.wait(after: $0, of: key)?.value }.reduce(0, +)
        #expect(total > 6 * 3600 && total < 12 * 3600)
    }

    @Test("the twelfth failure makes a dead letter, the eleventh does not")
    func last() {
        let fault = GatewayFault("connection refused", retryable: true)
        guard case .retry(let moment) = policy.verdict(after: 11, of: "k", fault: fault, at: now) else {
            Issue.record("gave up too early")
            return
        }
        #expect(moment > now)
        let verdict = policy.verdict(after: 12, of: "k", fault: fault, at: now)
        #expect(verdict == .deadLetter(reason: "gave up after 12 tries; the last said: connection refused"))
        #expect(policy.wait(after: 500, of: "k") == nil)
    }

    @Test("what cannot succeed is a dead letter at once")
    func hopeless() {
        let verdict = policy.verdict(after: 1, of: "k", fault: GatewayFault("404", retryable: false), at: now)
        #expect(verdict == .deadLetter(reason: "404"))
    }

    @Test("the same letter finds the same times, and many letters spread out")
    func jitter() {
        #expect(policy.wait(after: 3, of: "x") == policy.wait(after: 3, of: "x"))
        let waits = (0..<1000).compactMap { policy.wait(after: 8, of: "letter-\($0)")?.value }
        let quarters = Dictionary(grouping: waits) { Int(($0 - 7200 * 0.8) / (7200 * 0.1)) }
        for quarter in 0..<4 { #expect((quarters[quarter]?.count ?? 0) > 200, "quarter \(quarter)") }
    }
}
