import City
import Testing
import Wildfire

@testable import FireFiles

@Suite("A forecast of the weather over a forest, as it is handed in")
struct ForecastFileTests {
    static let header = "hour,wind_speed_kmh,wind_from_deg,temperature_c,humidity_pct,rain_mm\n"
    static let now = Instant(millisecondsSince1970: 1_780_000_000_000)

    private func rows(_ hours: ClosedRange<Int>, wind: Double = 20) -> String {
        Self.header + hours.map { "\($0),\(wind),270,30,40,0" }.joined(separator: "\n") + "\n"
    }

    private func read(_ text: String, issuedAt: Instant? = now, source: String? = "office") throws -> ForecastFile.Read {
        try ForecastFile.read("f.csv", Array(text.utf8), issuedAt: issuedAt, source: source, now: Self.now)
    }

    private func refusal(_ text: String, issuedAt: Instant? = now, source: String? = "office") -> ForecastFile.Refusal? {
        do throws(ForecastFile.Refusal) {
            _ = try ForecastFile.read("f.csv", Array(text.utf8), issuedAt: issuedAt, source: source, now: Self.now)
            return nil
        } catch {
            return error
        }
    }

    @Test("hours count from the issue, and a whole day ahead leaves no doubt")
    func whole() throws {
        let read = try read(rows(0...24))
        #expect(read.forecast.start == Self.now && read.forecast.hours.count == 25 && read.doubts.isEmpty)
        #expect(read.forecast.end == Self.now.advanced(by: .hours(25)) && read.forecast.source == "office")
    }

    @Test("the file itself may say when it was issued and by whom, after a byte-order mark too")
    func heading() throws {
        let text = "\u{FEFF}# issued: \(Self.now.rfc3339)\n# source:  Mountain  office\n" + rows(0...30)
        let read = try read(text, issuedAt: nil, source: nil)
        #expect(read.forecast.issuedAt == Self.now && read.forecast.source == "Mountain office")
        #expect(refusal(rows(0...30), issuedAt: nil)?.rule == .issue && refusal(rows(0...30), source: nil)?.rule == .issue)
        #expect(refusal("# issued: noon\n" + rows(0...30), issuedAt: nil)?.description.contains("'noon' is no time") == true)
    }

    @Test("a wind of 300 km/h, a row out of order and text in a number are refused by line, and nothing is taken")
    func rowsWrong() {
        let wild = refusal(rows(0...3) + "4,300,270,30,40,0\n5,x,270,30,40,0\n2,20,270,30,40,0\n")
        #expect(wild?.rule == .rows && wild?.all.count == 3)
        #expect(wild?.all.first?.contains("the wind is 300.0 km/h") == true && wild?.all.first?.contains("f.csv:6") == true)
    }

    @Test("what was issued in the future, a day ago, or lies wholly in the past is refused")
    func times() {
        #expect(refusal(rows(0...30), issuedAt: Self.now.advanced(by: .hours(1)))?.rule == .issue)
        #expect(refusal(rows(0...60), issuedAt: Self.now.advanced(by: .hours(-25)))?.rule == .past)
        #expect(refusal(rows(0...3), issuedAt: Self.now.advanced(by: .hours(-12)))?.description.contains("all of it is past") == true)
        #expect(refusal(rows(0...30), issuedAt: Self.now.advanced(by: .minutes(5))) == nil, "clocks differ by minutes")
    }

    @Test("more bytes, more rows and more days than a forecast has are refused before they are read further")
    func bounds() {
        #expect(refusal(String(repeating: "#", count: ForecastFile.bytesMax + 1))?.description.contains("bytes") == true)
        #expect(refusal(rows(0...241))?.description.contains("242 rows") == true)
        #expect(refusal(Self.header + "0,20,270,30,40,0\n300,20,270,30,40,0\n")?.description.contains("ten days") == true)
        #expect(refusal(Self.header)?.rule == .rows && refusal("")?.rule == .rows)
    }

    @Test("past rows, a late beginning, a gap and an early end are taken, and told in words")
    func doubts() throws {
        let old = try read(rows(0...40), issuedAt: Self.now.advanced(by: .hours(-6)))
        #expect(old.doubts.count == 1 && old.doubts[0].en.contains("6 rows are past"))
        let gap = try read(Self.header + "5,20,270,30,40,0\n6,20,270,30,40,0\n12,20,270,30,40,0\n")
        #expect(
            gap.doubts.map(\.en).contains { $0.contains("begins in 5 hours") } && gap.doubts.map(\.en).contains { $0.contains("5 hours are missing") }
        )
        #expect(gap.doubts.map(\.en).contains { $0.contains("only 13 hours ahead") })
    }
}
