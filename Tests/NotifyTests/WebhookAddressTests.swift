import Gateways
import Notify
import Testing

@Suite("Webhook addresses")
struct WebhookAddressTests {
    @Test(
        "https is taken anywhere, http on this machine",
        arguments: [
            "https://hooks.example.org/bayu?x=1", "https://10.0.0.7:8443/", "http://localhost:9000/a", "http://127.0.0.1/", "http://127.8.8.8:1/",
            "http://[::1]:8080/hook",
        ])
    func good(text: String) throws {
        #expect(try WebhookAddress(checking: text).text == text)
    }

    @Test(
        "everything else is refused for good, with the reason",
        arguments: [
            "", "hooks.example.org", "ftp://example.org/", "file:///etc/passwd", "http://example.org/", "http://127.0.0.1.example.org/",
            "http://localhost.example.org/", "http://127.1/", "http://0.0.0.0/", "https://user:secret@example.org/", "http://localhost@example.org/",
            "https://169.254.169.254/latest", "https://[fe80::1]/", "https://[::ffff:169.254.169.254]/", "http://[::2]/", "https://example.org/#part",
            "https:///path", "http://2130706433/",
            "https://" + String(repeating: "a", count: 3000),
        ])
    func bad(text: String) {
        let fault = #expect(throws: GatewayFault.self) { try WebhookAddress(checking: text) }
        #expect(fault?.retryable == false)
        #expect(fault?.message.hasPrefix("address:") == true)
    }
}
