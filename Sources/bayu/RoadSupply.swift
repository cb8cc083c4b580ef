import City
import Foundation
import Geo
import RoadFiles
import Roads
import TravelTimes

/// Puts the travel times of a city together: over the road graph of its package, or along the great circle.
enum RoadSupply {
    /// A graph that `bayu roads import` wrote, in the folder of the city package.
    static let graphFile = "roads.graph"
    /// Areas that are closed now, as GeoJSON in the data directory. Whoever may write there may close roads; it is read again when it changes.
    static let closuresFile = "closures.geojson"

    /// What is sent to an emergency: what a fire engine fits through, other vehicles do too.
    private static let vehicle = Vehicle.fireEngine

    /// The roads of a city and the travel times over them.
    struct Supply {
        let travel: any TravelTimes
        /// Nil where the city has no graph.
        let network: RoadNetwork?
    }

    static func travel(city: String) throws -> Supply {
        let path = URL(fileURLWithPath: city).appending(path: graphFile).path
        guard FileManager.default.fileExists(atPath: path) else { return Supply(travel: GreatCircleTravel(), network: nil) }
        do {
            let (graph, source) = try RoadGraphFile.read(path, vehicle)
            Terminal.say("Travel times follow \(graph.roads.count) roads of \(path). \(source)")
            let network = try RoadNetwork(graph)
            return Supply(travel: RoadTravel(network, attribution: source), network: network)
        } catch {
            throw Terminal.fail("\(error) Without \(path) travel times follow the great circle.")
        }
    }

    /// The closed areas of a data directory, read again whenever the file changes. A file that cannot be read leaves in force what was.
    static func closedAreas(data: String, onFault: @escaping @Sendable (String) -> Void) -> @Sendable () -> [Polygon] {
        let file = WatchedAreas(path: URL(fileURLWithPath: data).appending(path: closuresFile).path, onFault: onFault)
        return { file.areas() }
    }
}

/// A file of areas and what it last said.
private final class WatchedAreas: @unchecked Sendable {
    private let path: String
    private let onFault: @Sendable (String) -> Void
    private let lock = NSLock()
    private var readAt: Date?
    private var known: [Polygon] = []

    init(path: String, onFault: @escaping @Sendable (String) -> Void) {
        (self.path, self.onFault) = (path, onFault)
    }

    func areas() -> [Polygon] {
        lock.lock()
        defer { lock.unlock() }
        guard let changed = modified() else {
            (readAt, known) = (nil, [])
            return []
        }
        guard changed != readAt else { return known }
        readAt = changed
        do {
            known = try AreasFile.read(path)
        } catch {
            onFault("Closed roads stay as they were: \(error)")
        }
        return known
    }

    private func modified() -> Date? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        // swallowed because a file without attributes is read once and then taken as unchanged.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }
}
