import City
import CityFiles
import Testing

@Suite("How a sensor is set up, in a package")
struct SensorSettingTests {
    private static let header = "latitude,longitude,minimum,maximum,synthetic"
    private static let row = "47.53000,-122.30200,0,10,"

    /// The replay package with the columns, and one row filled.
    private func package(_ fields: String) throws -> PackageCopy {
        let copy = try PackageCopy()
        let lines = try copy.text("datastreams.csv").split(separator: "\n").map { line -> String in
            if line.hasPrefix("#") { return String(line) }
            if line.hasPrefix("id,") { return line + ",gain,offset,calibrated,bearing,tilt,surface" }
            return line + (line.contains(Self.row) ? fields : ",,,,,,")
        }
        try copy.write(lines.joined(separator: "\n") + "\n", to: "datastreams.csv")
        return copy
    }

    @Test("calibration, direction and surface are read")
    func whole() throws {
        let model = try package(",1.02,-0.5,2026-03-14,200,-15,rock").load().model
        let setting = try #require(model.datastream("KBFI-rain")?.setting)
        #expect(setting == SensorSetting(gain: 1.02, offset: -0.5, calibratedOn: "2026-03-14", bearing: 200, tilt: -15, surface: .rock))
        #expect(abs(setting.corrected(100) - 101.5) < 1e-9)
        #expect(model.datastream("KPAE-rain")?.setting == nil)
    }

    @Test(
        "what cannot be is reported with its line",
        arguments: [
            (",7,,,,,", "`gain` must be from 0.5 to 2.0"), (",,500,,,,", "`offset` must be from"), (",,,last spring,,,", "must be a day such as"),
            (",,,2026-13-01,,,", "must be a day such as"), (",,,,400,-5,", "`bearing` must be from 0.0 to 360.0"), (",,,,90,,", "give both or none"),
            (",,,,,,lava", "must be one of vegetation, rock, roof, water"), (",one,,,,,", "`gain` must be a number"),
        ])
    func faults(_ fields: String, _ says: String) throws {
        let copy = try package(fields)
        let line = try copy.line(of: Self.row, in: "datastreams.csv")
        #expect(copy.check().contains { $0.file == "datastreams.csv" && $0.line == line && $0.message.contains(says) })
    }
}
