import ArgumentParser
import City
import CityFiles
import Foundation
import Geo

struct Where: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says which township, district and hub answer for a point.",
        discussion: "Example: bayu where 29.83 106.39 --json")

    @Argument(help: "Degrees north, WGS 84.") var latitude: Double
    @Argument(help: "Degrees east, WGS 84.") var longitude: Double
    @Option(help: "The city package.") var city: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let package = try Installation.loadCity(try Installation.cityDirectory(city, data: nil))
        let point = Coordinate(latitude: latitude, longitude: longitude)
        guard point.isOnEarth else { throw Terminal.fail("Latitude must lie within ±90 and longitude within ±180.") }
        guard let place = package.jurisdiction.locate(point, at: Installation.clock()) else {
            throw Terminal.fail("\(latitude), \(longitude) lies outside \(package.model.name.en). Latitude comes first: are the two swapped?")
        }
        if json {
            let answer = Answer(
                township: place.township, district: place.district, municipal: place.municipal, approximate: place.approximate, owner: place.owner)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            Terminal.say(String(decoding: try encoder.encode(answer), as: UTF8.self))
        } else {
            for code in [place.township, place.district, place.municipal] {
                let name = package.model.center(code)?.name
                Terminal.say("\(code)  \(name?.zh ?? "")  \(name?.en ?? "")")
            }
            if place.approximate { Terminal.say("approximate: nearest township point, no boundary was imported; \(place.owner) takes it") }
        }
    }

    private struct Answer: Encodable {
        let township: CenterCode
        let district: CenterCode
        let municipal: CenterCode
        let approximate: Bool
        let owner: CenterCode
    }
}
