import City
import FireFiles
import Foundation
import Yams

/// `wildfire/forests.yaml` of a city package: the forests that fires are forecast for.
public enum ForestsFile {
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        public let file: String
        public let what: String
        public var description: String { "\(file): \(what)" }
    }

    public static let name = "wildfire/forests.yaml"
    /// Each keeps its ground in memory once it burns there.
    static let forestsMax = 32

    private struct Contents: Decodable { let forests: [Forest] }

    /// The forests of a package; none where it has no such file.
    public static func read(city folder: String, model: CityModel) throws(Fault) -> [Forest] {
        let path = URL(fileURLWithPath: folder).appendingPathComponent(name).path
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let forests: [Forest]
        do {
            forests = try YAMLDecoder().decode(Contents.self, from: Data(contentsOf: URL(fileURLWithPath: path))).forests
        } catch let error as DecodingError {
            throw Fault(file: name, what: words(error))
        } catch {
            throw Fault(file: name, what: "it is no YAML that can be read: \(error)")
        }
        try check(forests, model)
        for forest in forests { try checkForecast(of: forest, in: folder) }
        return forests
    }

    private static func check(_ forests: [Forest], _ model: CityModel) throws(Fault) {
        guard forests.count <= forestsMax else { throw Fault(file: name, what: "it holds \(forests.count) forests; at most \(forestsMax) are taken") }
        guard Set(forests.map(\.id)).count == forests.count, Set(forests.map(\.site)).count == forests.count else {
            throw Fault(file: name, what: "two forests have one id or one site")
        }
        for forest in forests {
            guard model.site(forest.site) != nil else {
                throw Fault(file: name, what: "forest \(forest.id): the city has no site \(forest.site)")
            }
            let sensors = forest.sensors
            for id in [sensors.windSpeed, sensors.windFrom, sensors.temperature, sensors.humidity, sensors.rain] {
                guard let id, model.datastream(id) == nil else { continue }
                throw Fault(file: name, what: "forest \(forest.id): the city has no datastream \(id)")
            }
            if let fault = forest.faults.first { throw Fault(file: name, what: "forest \(forest.id): \(fault)") }
        }
    }

    /// Only its form: an old one is told when it is read. One that is not there has not been delivered yet.
    private static func checkForecast(of forest: Forest, in folder: String) throws(Fault) {
        guard let name = forest.forecast else { return }
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            throw Fault(file: self.name, what: "forest \(forest.id): forecast is '\(name)'; name a file inside the city package")
        }
        let file = URL(fileURLWithPath: folder).appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        do {
            _ = try ForecastFile.read(name, [UInt8](try Data(contentsOf: file)), now: Instant(millisecondsSince1970: 0), isAgeAsked: false)
        } catch {
            throw Fault(file: name, what: "the forecast of forest \(forest.id) cannot be used: \(error)")
        }
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing \(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "\(context.debugDescription) \(place(context))"
        @unknown default: "it cannot be read"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: ", ")
        return path.isEmpty ? "(at the top)" : "(at \(path))"
    }
}
