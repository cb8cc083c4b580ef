import City
import CityFiles
import Foundation
import Geo
import HazardKit
import Landslide
import Testing

@Suite("The register of sites")
struct RegisterTests {
    @Test("Chongqing watches 883 slopes on 40,618 series, each in the township that its row names, each with a zone and a warning")
    func chongqing() throws {
        let package = try CityPackage.load(directory: Cities.root.appendingPathComponent("chongqing").path)
        let city = package.model
        let slopes = city.sites.filter { $0.kind == "landslide" }
        #expect(slopes.count == 883)
        #expect(slopes.reduce(0) { $0 + city.datastreams(of: $1.id).count } == 40_618)
        let register = try #require(city.register(of: "landslide"))
        #expect(register.sheets.count == 883)
        let warned = Set(package.rules.filter { $0.type == "landslide.site-warning" }.compactMap(\.site))
        for slope in slopes {
            let sheet = try #require(city.sheet(of: slope.id))
            let named = try #require(slope.township)
            #expect(package.jurisdiction.locate(slope.point)?.township == named, "\(slope.id)")
            #expect(!sheet.zones.isEmpty && !sheet.outline.isEmpty && sheet.failureType != nil)
            #expect(warned.contains(slope.id))
        }
        #expect(package.ruleFaults(hazards: [LandslideHazard.self]).allSatisfy { !$0.message.contains("site-warning") })
    }

    @Test("DiaoZui keeps its own name and series, and gets its sheet and two zones from the register")
    func worked() throws {
        let city = try CityPackage.load(directory: Cities.root.appendingPathComponent("chongqing").path).model
        let sheet = try #require(city.sheet(of: "diaozui"))
        #expect(sheet.facts["area"] == .number(28_800))
        #expect(sheet.facts["structure"] == .choice("anti-dip"))
        #expect(sheet.exposure.shippingLane == true && sheet.exposure.scenicArea == true)
        #expect(sheet.zones.map(\.id) == ["diaozui-foot", "diaozui-pier"])
        #expect(city.zone("diaozui-pier")?.site.id == "diaozui")
        #expect(city.datastreams(of: "diaozui").first?.id == "dz-gnss-01")
    }

    @Test("a site of a layout gets its series at its middle, and the rules of the register with its own name and failure type")
    func layout() throws {
        let copy = try RegisterCopy()
        let package = try copy.package.load()
        let streams = package.model.datastreams(of: "slope-1")
        #expect(streams.map(\.id) == ["slope-1-gnss-01", "slope-1-gnss-02", "slope-1-rain-01"])
        #expect(streams.map(\.property) == ["displacement", "displacement", "rain"])
        let site = try #require(package.model.site("slope-1"))
        #expect(abs(site.point.latitude - 47.906) < 1e-9 && abs(site.point.longitude + 122.281) < 1e-9)
        let rule = try #require(package.rules.first { $0.id == "slope-1-warning" })
        #expect(rule.datastreams == streams.map(\.id) && rule.title.en == "North slope fused warning")
        #expect(CityPackage.check(directory: copy.package.directory.path, hazards: [LandslideHazard.self]) == [])
    }

    @Test("what is wrong with a register is named with its line", arguments: SeededFault.register)
    func seeded(_ fault: SeededFault) throws {
        let copy = try RegisterCopy().package
        try copy.replace(fault.old, with: fault.new, in: fault.file)
        let line = try copy.line(of: fault.needle, in: fault.file)
        let found = CityPackage.check(directory: copy.directory.path, hazards: [LandslideHazard.self])
        #expect(
            found.contains { $0.file == fault.file && $0.line == line && $0.message.contains(fault.says) },
            "expected \(fault.file):\(line) to say `\(fault.says)`, found: \(found)")
    }

    @Test("a rule of a register that no hazard knows is named once for each site, at the site")
    func unknownRule() throws {
        let copy = try RegisterCopy().package
        try copy.replace("landslide.site-warning", with: "landslide.omen", in: "landslide/register.yaml")
        let found = CityPackage.check(directory: copy.directory.path, hazards: [LandslideHazard.self])
        #expect(found.map(\.file) == ["landslide/register.geojson"] && found.allSatisfy { $0.message.contains("'landslide.omen' is not known") })
    }

    @Test("a register without its features is named")
    func missing() throws {
        let copy = try RegisterCopy().package
        try copy.remove("landslide/register.geojson")
        #expect(copy.check().contains { $0.file == "landslide/register.geojson" && $0.message.contains("missing") })
    }
}

/// A copy of the small package with a register of one slope.
final class RegisterCopy {
    let package: PackageCopy

    init() throws {
        package = try PackageCopy()
        try package.write(Self.form, to: "landslide/register.yaml")
        try package.write(Self.features, to: "landslide/register.geojson")
    }

    static let form = """
        facts:
          - {key: height, name: {zh: 高差, en: Height}, unit: m}
          - {key: rock, name: {zh: 岩性, en: Rock}, choices: [{id: shale, name: {zh: 页岩, en: shale}}]}
        failure-types: [{id: creep-slide, name: {zh: 蠕变型滑坡, en: creep slide}}, {id: odd, name: {zh: 其他, en: odd}}]
        watch-roles: [{id: villager, name: {zh: 群测群防员, en: lay observer}}]
        layouts:
          - id: three
            channels:
              - {prefix: gnss, count: 2, property: displacement, unit: mm, interval: 1 h, name: {zh: 位移, en: displacement}}
              - {prefix: rain, count: 1, property: rain, unit: mm/h, interval: 1 h, name: {zh: 雨量, en: rain}, minimum: 0, maximum: 300}
        rules:
          - {suffix: warning, type: landslide.site-warning, title: {zh: 综合预警, en: fused warning}}
        """

    static let features = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"is":"site","id":"slope-1","name_zh":"北坡","name_en":"North slope","failure_type":"creep-slide",\
        "layout":"three","height":12,"rock":"shale","people":31,"watchers":"villager"},"geometry":{"type":"Polygon","coordinates":\
        [[[-122.282,47.905],[-122.28,47.905],[-122.28,47.907],[-122.282,47.907],[-122.282,47.905]]]}},
        {"type":"Feature","properties":{"is":"zone","id":"slope-1-foot","site":"slope-1","name_zh":"坡脚","people":31,"households":10},\
        "geometry":{"type":"Polygon","coordinates":[[[-122.283,47.905],[-122.282,47.905],[-122.282,47.906],[-122.283,47.905]]]}}
        ]}

        """
}

extension SeededFault {
    private static let features = "landslide/register.geojson"
    private static let form = "landslide/register.yaml"

    static let register: [SeededFault] = [
        .init(
            "cut off in the middle", features, "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[-122.283", "", at: "slope-1-foot",
            says: "malformed JSON"),
        .init("neither site nor zone", features, "\"is\":\"site\"", "\"is\":\"slope\"", says: "must be `site` or `zone`"),
        .init("no id", features, "\"id\":\"slope-1\",", "", at: "North slope", says: "`id` is missing"),
        .init("an id with a space", features, "\"id\":\"slope-1\"", "\"id\":\"slope 1\"", says: "use only letters"),
        .init("no name", features, "\"name_zh\":\"北坡\",\"name_en\":\"North slope\",", "", at: "\"is\":\"site\"", says: "`name_zh` is missing"),
        .init("an unknown layout", features, "\"layout\":\"three\"", "\"layout\":\"four\"", says: "the layout `four` is unknown"),
        .init("an unknown failure type", features, "creep-slide", "flies", says: "the failure type `flies` is unknown"),
        .init("a failure type that the hazard does not know", features, "creep-slide", "odd", says: "the failure type 'odd'"),
        .init("an unknown fact", features, "\"height\":12", "\"hight\":12", says: "the property `hight` is unknown"),
        .init("a fact that is no number", features, "\"height\":12", "\"height\":\"tall\"", says: "`height` is `tall`"),
        .init("an unknown word of a fact", features, "shale", "cheese", says: "`rock` is `cheese`"),
        .init("less than nobody", features, "\"people\":31,\"watchers\"", "\"people\":-1,\"watchers\"", says: "a number from 0"),
        .init("an unknown watcher", features, "villager", "nobody", says: "the watcher `nobody` is unknown"),
        .init("an unknown plan", features, "\"height\":12", "\"height\":12,\"plan\":\"panic\"", at: "FeatureCollection", says: "the plan `panic`"),
        .init("metres of a projection", features, "[[[-122.282,47.905]", "[[[3562000,47.905]", says: "no longitude and latitude"),
        .init("an outline left open", features, "[-122.282,47.907],[-122.282,47.905]]]", "[-122.282,47.907]]]", says: "the last like the first"),
        .init("a line instead of an area", features, "\"type\":\"Polygon\"", "\"type\":\"LineString\"", says: "a Point or a Polygon is needed"),
        .init("a zone of an unknown site", features, "\"site\":\"slope-1\"", "\"site\":\"slope-2\"", says: "is not in this file"),
        .init(
            "outside the city", features, "-122.282,47.905],[-122.28,47.905],[-122.28,47.907],[-122.282,47.907],[-122.282,47.905",
            "10.2,47.905],[10.4,47.905],[10.4,47.907],[10.2,47.907],[10.2,47.905", says: "lies outside the city"),
        .init("a fact without unit or words", form, ", unit: m}", "}", at: "key: height", says: "needs either a `unit`"),
        .init("a fact with a reserved name", form, "key: height", "key: people", says: "a meaning of its own"),
        .init("more sensors than a site may have", form, "count: 2", "count: 2000", says: "a whole number from 1 to 256"),
        .init("two groups alike", form, "prefix: rain", "prefix: gnss", at: "count: 2", says: "the same prefix"),
    ]
}
