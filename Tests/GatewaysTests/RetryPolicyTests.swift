import City
import Gateways
import Testing

@Suite("Trying again")
struct RetryPolicyTests {
    private let policy = RetryPolicy.standard

    @Test("the wait doubles from seconds to an hour, within the spread")
    func growth() throws {
        let expected: [Double] = [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]
        for (index, seconds) in expected.enumerated() {
            let wait = try #require(policy.delay(afterAttempt: index + 1, key: "letter"))
            #expect(wait.value >= seconds && wait.value <= seconds * 1.25, "attempt \(index + 1): \(wait.value)")
        }
    }

    @Test("all attempts of one letter together take hours, not minutes and not days", arguments: ["a", "b", "notice/7/post/3"])
    func span(key: String) {
        let total = (1..<policy.attemptsMax).compactMap { policy.delay(afterAttempt: $0, key: key)?.value }.reduce(0, +)
        #expect(total > 2 * 3600 && total < 6 * 3600)
    }

    @Test("the eleventh failure is tried again, the twelfth is the last")
    func last() {
        #expect(policy.delay(afterAttempt: 11, key: "k") != nil)
        #expect(policy.delay(afterAttempt: 12, key: "k") == nil)
        #expect(policy.delay(afterAttempt: 500, key: "k") == nil)
        #expect(policy.delay(afterAttempt: 0, key: "k") == nil)
    }

    @Test("the same letter finds the same times, and many letters spread out")
    func spread() {
        #expect(policy.delay(afterAttempt: 3, key: "x") == policy.delay(afterAttempt: 3, key: "x"))
        let waits = (0..<1000).compactMap { policy.delay(afterAttempt: 11, key: "letter-\($0)")?.value }
        let quarters = Dictionary(grouping: waits) { Int(($0 - 3600) / (3600 * 0.25 / 4)) }
        for quarter in 0..<4 { #expect((quarters[quarter]?.count ?? 0) > 150, "quarter \(quarter)") }
    }
}
