import EventLog
import Testing

/// Against the examples of FIPS 180-4 and the short messages of its validation suite.
struct SHA256DigestTests {
    @Test(
        "a digest is the one that FIPS 180-4 gives",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
        ])
    func digest(message: String, expected: String) {
        #expect(hexadecimal(SHA256Digest.hash(Array(message.utf8))) == expected)
    }

    @Test("a million letters give the digest of FIPS 180-4")
    func longMessage() {
        let message = [UInt8](repeating: 97, count: 1_000_000)
        #expect(hexadecimal(SHA256Digest.hash(message)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
