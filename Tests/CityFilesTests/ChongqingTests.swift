import City
import CityFiles
import Foundation
import Geo
import HazardKit
import Testing

/// The packages as they stand in `cities/`.
enum Cities {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("cities")

    static func directory(_ name: String) -> String { root.appendingPathComponent(name).path }
}

@Suite("The package of Chongqing")
struct ChongqingTests {
    static let loaded = Result { try CityPackage.load(directory: Cities.directory("chongqing")) }
    let package: CityPackage
    var model: CityModel { package.model }

    init() throws { package = try Self.loaded.get() }

    @Test("it has one hub, 41 districts and 1,031 townships")
    func network() {
        #expect(model.centers.filter { $0.level == .municipal }.count == 1)
        #expect(model.centers.filter { $0.level == .district }.count == 41)
        #expect(model.centers.filter { $0.level == .township }.count == 1_031)
        #expect(model.departments.count == 14)
    }

    @Test("138 township points are marked as placeholders and 28 memberships as unverified")
    func marks() {
        let townships = model.centers.filter { $0.level == .township }
        #expect(townships.filter { $0.pointIsPlaceholder }.count == 138)
        #expect(townships.allSatisfy { $0.pointIsPlaceholder == $0.pointSource.hasPrefix("approx") })
        #expect(townships.filter { $0.membershipUnverified }.count == 28)
        #expect(townships.allSatisfy { $0.membershipUnverified == ($0.statisticalParent != nil) })
        #expect(model.attribution.contains { $0.contains("GeoNames") && $0.contains("CC BY 4.0") })
    }

    @Test("every center has a point, a chain to the hub, a duty desk with a deputy, and an emergency post")
    func resolvable() throws {
        for center in model.centers {
            #expect(center.point?.isOnEarth == true)
            #expect(model.chain(from: center.code).last == "50")
            let desk = try #require(model.post(at: center.code, department: nil))
            #expect(!desk.holder.isEmpty && !desk.deputy.isEmpty && desk.holder != desk.deputy)
            #expect(model.post(at: center.code, department: "emergency") != nil)
            if center.level != .township {
                #expect(model.departments.allSatisfy { model.post(at: center.code, department: $0.id) != nil })
            }
        }
    }

    @Test("every township's own point is answered for by a township of its own, and by its operating unit")
    func located() throws {
        for center in model.centers where center.level == .township {
            let point = try #require(center.point)
            let found = try #require(package.jurisdiction.locate(point))
            #expect(found.approximate)
            let nearest = try #require(model.center(found.township))
            #expect(nearest.point == center.point)
            #expect(found.district == nearest.parent)
            if nearest.pointIsPlaceholder { #expect(found.owner == found.district) }
        }
    }

    @Test("a township of a functional zone answers to the zone, not to its statistical district")
    func functionalZone() throws {
        let township = try #require(model.centers.first { $0.parent == "5001WS" })
        #expect(township.statisticalParent == "500110")
        #expect(model.center(at: .district, above: township.code)?.code == "5001WS")
    }

    @Test("the cliff has 46 sensors and the forest 110, all synthetic and in Beibei")
    func watched() throws {
        #expect(model.datastreams.filter { $0.site == "diaozui" }.count == 46)
        #expect(model.datastreams.filter { $0.site == "jinyun" }.count == 110)
        #expect(model.datastreams.allSatisfy { $0.synthetic })
        #expect(model.sites.allSatisfy { $0.synthetic })
        for stream in model.datastreams(of: "diaozui") + model.datastreams(of: "jinyun") {
            #expect(package.jurisdiction.locate(stream.point)?.district == "500109")
        }
        let cliff = try #require(model.site("diaozui"))
        #expect(package.jurisdiction.locate(cliff.point)?.owner == "500109102")
    }

    @Test("every district has a team for each thing that plans ask of a district")
    func teams() {
        for district in model.centers where district.level == .district {
            let skills = Set(model.teams.filter { $0.center == district.code }.flatMap(\.skills))
            #expect(skills.isSuperset(of: ["fire-suppression", "geology", "drone", "evacuation", "traffic-control"]))
        }
    }

    @Test("each kind has a plan, each grade a clock row, and the gravest comes first")
    func plans() {
        for kind in model.kinds { #expect(model.playbook(for: kind.id) != nil) }
        #expect(model.clocks.rows.map { $0.grade } == ["I", "II", "III", "IV"])
        #expect(!model.clocks.reports.isEmpty)
        #expect([model.codes.dispositions, model.codes.causes, model.codes.teamStates].allSatisfy { set in set.contains { $0.archived } })
    }

    @Test("the landslide plan proposes a warning of the zones at grade II and a pre-authorised order at grade I")
    func zoneSteps() throws {
        let steps = try #require(model.playbook(for: "landslide")).steps.filter { $0.action == .evacuate }
        #expect(steps.map(\.stage) == [.warning, .order] && steps.map(\.grades) == [["II"], ["I"]] && steps.map(\.preauthorised) == [false, true])
    }

    @Test("the scenario is labelled synthetic and drives the cliff across every grade")
    func scenario() throws {
        let scenario = try #require(package.scenario("day-of-the-city"))
        #expect(scenario.synthetic && scenario.label.en.contains("Synthetic"))
        let moments = scenario.moments
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $0.at <= $1.at })
        let values = moments.compactMap { moment -> Double? in
            if case .reading("dz-gnss-17", let value) = moment.happening { value } else { nil }
        }
        let limits = try #require(package.rules.first { $0.id == "diaozui-displacement" }).limits
        #expect(limits.count == 4)
        for limit in limits.values { #expect(values.contains { $0 > limit } && values.contains { $0 < limit }) }
        #expect(Set(moments.compactMap { if case .call(let call) = $0.happening { call.desk } else { nil } }).count >= 5)
    }

    @Test("the replay city is clean too, and its rule has its numbers")
    func replayCity() throws {
        #expect(CityPackage.check(directory: Cities.directory("seattle-usgs")) == [])
        let package = try CityPackage.load(directory: Cities.directory("seattle-usgs"))
        let rules = package.rules.filter { $0.type == "landslide.rain-p3-p15" }
        #expect(rules.count == 4)
        #expect(rules.allSatisfy { $0.numbers == ["intercept": 3.5, "slope": 0.67, "clearBelow": -0.25, "recentHours": 72, "antecedentHours": 360] })
    }
}
