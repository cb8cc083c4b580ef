import City
import Testing

@Suite("RFC 3339 times")
struct InstantTests {
    @Test(
        "text and milliseconds agree",
        arguments: [
            ("1970-01-01T00:00:00.000Z", Int64(0)),
            ("2026-07-01T08:00:00.000Z", 1_782_892_800_000),
            ("2000-02-29T23:59:59.999Z", 951_868_799_999),
            ("2024-02-29T12:00:00.000Z", 1_709_208_000_000),
            ("1969-12-31T23:59:59.999Z", -1),
            ("1900-03-01T00:00:00.000Z", -2_203_891_200_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ])
    func roundTrip(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.millisecondsSince1970 == milliseconds)
        #expect(Instant(millisecondsSince1970: milliseconds).rfc3339 == text)
    }

    @Test("a numeric offset is taken into account")
    func offsets() throws {
        let utc = try #require(Instant(rfc3339: "2026-07-01T00:30:00Z"))
        #expect(Instant(rfc3339: "2026-07-01T08:30:00+08:00") == utc)
        #expect(Instant(rfc3339: "2026-06-30T17:00:00-07:30") == utc)
        #expect(Instant(rfc3339: "2026-07-01t00:30:00z") == utc)
        #expect(Instant(rfc3339: "2026-07-01 00:30:00Z") == utc)
    }

    @Test("fractions past the millisecond are dropped")
    func fractions() {
        #expect(Instant(rfc3339: "1970-01-01T00:00:00.5Z")?.millisecondsSince1970 == 500)
        #expect(Instant(rfc3339: "1970-01-01T00:00:00.123999999Z")?.millisecondsSince1970 == 123)
    }

    @Test(
        "what is not a moment is refused",
        arguments: [
            "", "2026-07-01", "2026-07-01T08:00:00", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z",
            "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-07-01T24:00:00Z", "2026-07-01T00:60:00Z", "2026-07-01T00:00:00.Z",
            "2026-07-01T00:00:00+0800", "2026-07-01T00:00:00+08:60", "2026-07-01T00:00:00Zx", "2O26-07-01T00:00:00Z", "2026-07-01T00:00:00+24:00",
            "+026-07-01T00:00:00Z", "2026-07-01T00:00:00.1234567890123456789012345Z",
        ])
    func badInput(text: String) { #expect(Instant(rfc3339: text) == nil) }

    @Test("every eleventh day of four centuries goes there and back")
    func calendar() {
        for day in stride(from: Int64(-73_000), through: 73_000, by: 11) {
            let instant = Instant(millisecondsSince1970: day * 86_400_000)
            #expect(Instant(rfc3339: instant.rfc3339) == instant)
        }
    }

    @Test("moving a moment clamps instead of overflowing")
    func clamping() {
        let late = Instant(millisecondsSince1970: .max - 10)
        #expect(late.advanced(by: Seconds(milliseconds: 100)).millisecondsSince1970 == .max)
        #expect(Instant(millisecondsSince1970: 5_000).since(Instant(millisecondsSince1970: 2_000)) == 3)
    }
}
