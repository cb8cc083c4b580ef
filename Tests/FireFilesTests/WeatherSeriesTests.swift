import FireFiles
import Testing
import Wildfire

@Suite("Daily weather from files")
struct WeatherSeriesTests {
    private static let header = "long;lat;yr;mon;day;temp;rh;ws;prec\n"

    private func faults(_ text: String) -> [FireFileFault] {
        do throws(WeatherSeriesFile.Faults) {
            _ = try WeatherSeriesFile("noon.csv", text.utf8)
            return []
        } catch {
            return error.all
        }
    }

    @Test("semicolons, commas and tabs mean the same", arguments: [";", ",", "\t"])
    func separators(separator: String) throws {
        let text = (Self.header + "-100;40;1985;4;13;17;42;25;0\n").replacing(";", with: separator)
        let days = try WeatherSeriesFile("noon.csv", text.utf8).days
        #expect(days.map(\.weather) == [NoonWeather(temperature: 17, relativeHumidity: 42, windSpeed: 25, rain: 0, month: 4)])
    }

    @Test(
        "a bad row is named with its line and its reason",
        arguments: [
            ("-100;40;1985;4;14;x;42;25;0", "temp is no number"), ("-100;40;1985;4;14;17;142;25;0", "rh is 142.0"),
            ("-100;40;1985;4;14;17;42;-1;0", "ws is -1.0"), ("-100;40;1985;4;14;17;42;300;0", "ws is 300.0"),
            ("-100;40;1985;4;14;17;42;25;-0.1", "prec is -0.1"), ("-100;40;1985;13;14;17;42;25;0", "mon is 13"),
            ("-100;40;1985;2;30;17;42;25;0", "no day of the calendar"), ("-100;40;1985;4;13;17;42;25;0", "not after that of line 2"),
            ("-100;95;1985;4;14;17;42;25;0", "lat is 95.0"), ("-100;40;1985;4;14;17;42;25", "8 fields"),
            ("-100;40;1985;4;14;nan;42;25;0", "no number"),
            ("-100;40;1985;4;14;17;42;25;", "prec is empty"),
        ])
    func badRows(row: String, words: String) throws {
        let found = faults(Self.header + "-100;40;1985;4;13;17;42;25;0\n" + row + "\n")
        let fault = try #require(found.first)
        #expect(found.count == 1)
        #expect(fault.line == 3)
        #expect(fault.what.contains(words))
    }

    @Test(
        "the calendar knows leap years",
        arguments: [("1985;2;28", "1985;3;1"), ("1988;2;29", "1988;3;1"), ("1900;2;28", "1900;3;1"), ("2000;2;29", "2000;3;1")])
    func leapYears(last: String, next: String) throws {
        let text = Self.header + [last, next].map { "1;40;\($0);17;42;25;0" }.joined(separator: "\n")
        #expect(try WeatherSeriesFile("noon.csv", text.utf8).notes.isEmpty)
        #expect(faults(Self.header + "1;40;1900;2;29;17;42;25;0\n").count == 1)
    }

    @Test("every bad row is named, not only the first")
    func allRows() {
        let rows = ["1;40;1985;4;13;17;142;25;0", "1;40;1985;4;14;17;42;25;0", "1;40;1985;4;15;17;42;25;-5"]
        #expect(faults(Self.header + rows.joined(separator: "\n")).map(\.line) == [2, 4])
    }

    @Test("a gap of days is bridged and told")
    func gap() throws {
        let text = Self.header + "1;40;1985;4;13;17;42;25;0\n1;40;1985;4;17;17;42;25;0\n"
        let notes = try WeatherSeriesFile("noon.csv", text.utf8).notes
        #expect(notes.map(\.line) == [3])
        #expect(try #require(notes.first).what.contains("3 days are missing"))
    }

    @Test("stations in one file have a chain each, also when their days alternate")
    func stations() throws {
        let text = Self.header + "1;40;1985;4;13;17;42;25;0\n2;-35;1985;4;13;17;42;25;0\n1;40;1985;4;14;17;42;25;0\n"
        let file = try WeatherSeriesFile("noon.csv", text.utf8)
        #expect(file.days.map(\.station) == [0, 1, 0])
        #expect(file.stations.map(\.latitude) == [40, -35])
        #expect(file.notes.isEmpty)
    }

    @Test("without a latitude the standard day length is taken")
    func noLatitude() throws {
        let file = try WeatherSeriesFile("noon.csv", "yr,mon,day,temp,rh,ws,prec\n1985,4,13,17,42,25,0\n".utf8)
        #expect(file.stations.map(\.latitude) == [nil])
    }

    @Test("the 48 days of Van Wagner give the indices of cffdrs")
    func fortyEightDays() throws {
        let file = try WeatherSeriesFile("noon-48-days.csv", try Sample.bytes("noon-48-days.csv"))
        let expected = try Sample.table("fwi-48-days.csv")
        let latitude = try #require(file.stations.first?.latitude)
        let found = FireWeatherIndex.series(file.days.map(\.weather), dayLength: .at(latitude: latitude))
        let columns: [(String, (FireWeatherIndex) -> Double)] = [
            ("FFMC", { $0.codes.fineFuel }), ("DMC", { $0.codes.duff }), ("DC", { $0.codes.drought }), ("ISI", { $0.initialSpread }),
            ("BUI", { $0.buildup }), ("FWI", { $0.index }), ("DSR", { $0.severity }),
        ]
        #expect(found.count == 48)
        for (name, value) in columns {
            let theirs = try Sample.column(name, of: expected)
            let apart = zip(theirs, found).map { abs($0 - value($1)) }.max() ?? .infinity
            #expect(apart < 1e-4, "\(name)")
        }
    }
}
