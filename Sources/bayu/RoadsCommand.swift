import ArgumentParser
import OpenStreetMap
import RoadFiles
import Roads

extension Vehicle: ExpressibleByArgument {}

/// Roads of a region: brought in once, then asked for travel times.
struct RoadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roads", abstract: "Travel times on the roads of a region, with closures.",
        discussion: "Example: bayu roads import andorra.osm.pbf --out andorra.roads && bayu roads route andorra.roads pairs.csv --out times.csv",
        subcommands: [RoadsImport.self, RoadsRoute.self, RoadsMatrix.self])

    /// Says on the terminal why roads could not be read or asked.
    static func explained(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let fault as MapFileFault {
            throw Terminal.fail("\(fault)")
        } catch let fault as RoadFileFault {
            throw Terminal.fail("\(fault)")
        } catch let fault as RoadFault {
            throw Terminal.fail("\(fault)")
        }
    }
}

/// What every question to a graph is told.
struct RoadsSettings: ParsableArguments {
    @Argument(help: "A graph that `bayu roads import` wrote.") var graph: String
    @Option(help: "car, fire-engine or foot.") var vehicle = Vehicle.car
    @Option(help: "GeoJSON with areas that no route enters, such as those of a forecast.") var exclude: String?
    @Option(help: "How far in metres a place may lie from the nearest road.") var snap = RoadNetwork.snapMetresUsual

    /// Metres. Farther is another place.
    static let snapMax = 50_000.0

    func checked() throws {
        guard snap.isFinite, snap > 0, snap <= Self.snapMax else {
            throw RoadFault("--snap is \(snap): give metres above 0 and up to \(Int(Self.snapMax)).")
        }
    }
}
