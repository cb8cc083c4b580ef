import City
import Foundation
import Testing

@testable import FireRoom

@Suite("forests.yaml of a city package")
struct ForestsFileTests {
    private static let good = """
        forests:
          - id: hill
            name: {zh: 山, en: Hill}
            site: hill
            landscape: wildfire/hill
            synthetic: true
            sensors: {wind-speed: wx-wind}
            standard: {wind-speed: 12, wind-from: 315, temperature: 33, humidity: 45, herbaceous: 0.9, woody: 1.1, foliar: 1.1}
            water:
              - {id: pond, name: {zh: 塘, en: Pond}, kind: pond, latitude: 30, longitude: 106, usable: 300, flow: 1200}
        """

    private func read(_ text: String) throws -> [Forest] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("wildfire"), withIntermediateDirectories: true)
        defer { Hill.remove(folder) }
        try Data(text.utf8).write(to: folder.appendingPathComponent("wildfire/forests.yaml"))
        return try ForestsFile.read(city: folder.path, model: Hill.city)
    }

    @Test("a city without the file has no forests, and one with it has those in it")
    func reads() throws {
        #expect(try ForestsFile.read(city: "/nonexistent", model: Hill.city).isEmpty)
        let forest = try #require(try read(Self.good).first)
        #expect(forest.water[0].usable == 300 && forest.sensors.windSpeed == "wx-wind" && forest.standard.windFrom == 315)
    }

    @Test(
        "what is wrong is said with the place where it stands",
        arguments: [
            ("site: hill", "site: dale", "no site dale"), ("wx-wind", "wx-gust", "no datastream wx-gust"),
            ("wind-from: 315", "wind-from: 725", "standard.wind-from is 725"), ("humidity: 45, ", "", "'humidity' is missing"),
            ("kind: pond", "kind: puddle", "puddle"), ("wind-speed: 12", "wind-speed: 300", "within 0.0 and 250.0"),
            ("latitude: 30", "latitude: 130", "off the Earth"), ("forests:", "forests: [", "YAML"),
        ])
    func faults(old: String, new: String, word: String) {
        do {
            _ = try read(Self.good.replacingOccurrences(of: old, with: new))
            Issue.record("taken: \(new)")
        } catch {
            #expect("\(error)".contains(word) && "\(error)".contains("forests.yaml"), "\(error)")
        }
    }
}
