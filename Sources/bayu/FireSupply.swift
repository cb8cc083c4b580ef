import City
import CityFiles
import FireFiles
import FireRoom
import Foundation
import Synchronization
import Wildfire

/// Puts the fire room of a city together from its package.
enum FireSupply {
    /// The tables of LY/T 1172-95, where the city has entered them.
    static let tablesFile = "wildfire/grade-tables.csv"

    struct Contents {
        let forests: [Forest]
        let tables: FireWeatherTables?
    }

    static func read(city: String, model: CityModel) throws -> Contents {
        do {
            return Contents(forests: try ForestsFile.read(city: city, model: model), tables: try tables(city))
        } catch {
            throw Terminal.fail("\(error)")
        }
    }

    private static func tables(_ city: String) throws -> FireWeatherTables? {
        let path = URL(fileURLWithPath: city).appending(path: tablesFile).path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try GradeTablesFile.read(path, try FireCommand.bytes(path))
    }
}

/// The fire room, which the desk asks for closed areas before it is there itself.
final class FireRoomPlace: Sendable {
    private let place = Mutex<FireRoom?>(nil)

    var room: FireRoom? { place.withLock { $0 } }

    func set(_ room: FireRoom?) { place.withLock { $0 = room } }
}
