import City
import CityFiles
import HazardKit
import Testing

@Suite("The known heat sources of a package")
struct HeatSourcesTests {
    private static let file = "wildfire/heat-sources.csv"
    private static let header = "id,kind,name_zh,name_en,latitude,longitude,radius_m,hours,synthetic\n"
    private static let kiln = "kiln-1,kiln,示例砖窑,Sample brick kiln,47.9063,-122.2816,250,06:00-18:30,yes\n"

    private func package(_ rows: String, header: String = Self.header) throws -> PackageCopy {
        let copy = try PackageCopy()
        try copy.write(header + rows, to: Self.file)
        return copy
    }

    @Test("a source is read whole, with the hours of the city's own clock, and a package may have none")
    func whole() throws {
        let source = try #require(try package(Self.kiln).load().heatSources.first)
        #expect(source.id == "kiln-1" && source.kind == .kiln && source.name.en == "Sample brick kiln" && source.radiusMetres == 250)
        #expect(source.hours == KnownSource.Hours(fromMinute: 360, untilMinute: 1_110) && source.synthetic)
        #expect(try PackageCopy().load().heatSources.isEmpty)
    }

    @Test(
        "a mistake in the list is named with its line",
        arguments: [
            ("kiln-1,oven,窑,Kiln,47.9063,-122.2816,250,,yes\n", "`kind` must be one of kiln"),
            ("kiln-1,kiln,窑,Kiln,47.9063,-122.2816,0,,yes\n", "`radius_m` must be above 0"),
            ("kiln-1,kiln,窑,Kiln,47.9063,-122.2816,9000,,yes\n", "a wider circle lowers a forest"),
            ("kiln-1,kiln,窑,Kiln,47.9063,-122.2816,250,6 to 18,yes\n", "`hours` must be like 06:00-18:30"),
            ("kiln-1,kiln,窑,Kiln,47.9063,-122.2816,250,06:00-25:00,yes\n", "`hours` must be like 06:00-18:30"),
            ("kiln-1,kiln,窑,Kiln,,,250,,yes\n", "has no point"),
            ("kiln-1,kiln,窑,,47.9063,-122.2816,250,,yes\n", "`name_en` is empty"),
            ("kiln-1,kiln,窑,Kiln,10,10,250,,yes\n", "lies outside the city"),
        ])
    func faults(_ row: String, _ says: String) throws {
        let faults = try package(row).check()
        #expect(faults.contains { $0.file == Self.file && $0.line == 2 && $0.message.contains(says) }, "\(faults)")
    }

    @Test("a source that stands twice is named")
    func twice() throws {
        #expect(try package(Self.kiln + Self.kiln).check().contains { $0.line == 3 && $0.message.contains("stands twice") })
    }
}
