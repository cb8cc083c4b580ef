import City
import Notify
import Testing

@Suite("Webhook signatures")
struct WebhookSignatureTests {
    private let secret = Array("0123456789abcdef".utf8)
    private let body = Array(#"{"id":"n1"}"#.utf8)
    private let now = Instant(millisecondsSince1970: 1_782_892_800_000)

    @Test("the signature is the one that other implementations compute")
    func known() {
        // printf '2026-07-01T08:00:00.000Z.{"id":"n1"}' | openssl dgst -sha256 -hmac 0123456789abcdef
        let signature = WebhookSignature.sign(body, timestamp: "2026-07-01T08:00:00.000Z", secret: secret)
        #expect(signature == "sha256=0168e2af17876f544063baaab1b2840a6301b3d3e401f80dd5e1a02943ccb490")
    }

    @Test("a request signed with the secret is believed, up to five minutes early or late")
    func window() throws {
        for offset in [Seconds.zero, 300, -300] {
            let timestamp = now.advanced(by: offset).rfc3339
            let signature = WebhookSignature.sign(body, timestamp: timestamp, secret: secret)
            try WebhookSignature.verify(body, timestamp: timestamp, signature: signature, secret: secret, now: now)
        }
        for offset in [Seconds(milliseconds: 300_001), Seconds(milliseconds: -300_001)] {
            let timestamp = now.advanced(by: offset).rfc3339
            let signature = WebhookSignature.sign(body, timestamp: timestamp, secret: secret)
            #expect(throws: WebhookSignature.Refusal.outsideWindow) {
                try WebhookSignature.verify(body, timestamp: timestamp, signature: signature, secret: secret, now: now)
            }
        }
    }

    @Test("a changed body, time, secret or signature is not believed")
    func changed() {
        let timestamp = now.rfc3339
        let good = WebhookSignature.sign(body, timestamp: timestamp, secret: secret)
        let other = now.advanced(by: 1).rfc3339
        let attempts: [([UInt8], String, String, [UInt8])] = [
            (body + [32], timestamp, good, secret), (body, other, good, secret), (body, timestamp, good, secret + [0, 1]),
            (body, timestamp, good + "00", secret), (body, timestamp, String(good.dropLast()), secret), (body, timestamp, "sha256=", secret),
            (body, timestamp, "sha256=" + String(repeating: "z", count: 64), secret),
        ]
        for (body, timestamp, signature, secret) in attempts {
            #expect(throws: WebhookSignature.Refusal.wrong) {
                try WebhookSignature.verify(body, timestamp: timestamp, signature: signature, secret: secret, now: now)
            }
        }
    }

    @Test("a request without signature or with an unreadable time says what to send")
    func missing() {
        let good = WebhookSignature.sign(body, timestamp: now.rfc3339, secret: secret)
        let attempts: [(String?, String?, WebhookSignature.Refusal)] = [
            (nil, good, .missing), (now.rfc3339, nil, .missing), (now.rfc3339, String(good.dropFirst(7)), .missing),
            ("yesterday", good, .badTimestamp),
        ]
        for (timestamp, signature, refusal) in attempts {
            #expect(throws: refusal) {
                try WebhookSignature.verify(body, timestamp: timestamp, signature: signature, secret: secret, now: now)
            }
        }
    }
}
