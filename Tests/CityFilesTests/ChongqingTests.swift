import City
import CityFiles
import Foundation
import Geo
import HazardKit
import Testing

/// The package of Chongqing as it stands in `cities/chongqing`.
enum Cities {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("cities")

    static func directory(_ name: String) -> String { root.appendingPathComponent(name).path }
}

@Suite("The package of Chongqing")
struct ChongqingTests {
    let package: CityPackage

    init() throws { package = try CityPackage.load(directory: Cities.directory("chongqing")) }

    @Test("it has one hub, 41 districts and 1,031 townships")
    func network() {
        #expect(package.model.centers.filter { $0.level == .municipal }.count == 1)
        #expect(package.model.centers.filter { $0.level == .district }.count == 41)
        #expect(package.model.centers.filter { $0.level == .township }.count == 1_031)
    }
}
