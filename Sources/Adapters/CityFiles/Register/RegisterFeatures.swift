import City
import Foundation

/// One feature of a register: its properties as words and numbers, its outline or point, and its line.
struct RegisterFeature {
    enum Value {
        case text(String)
        case number(Double)
        case bool(Bool)
        case none
    }

    enum Shape {
        case point(Coordinate)
        /// The outer ring, closed.
        case ring([Coordinate])
        case none
    }

    let properties: [String: Value]
    let shape: Shape
    let place: Place

    /// The text of a property; nil where it is absent, null or empty. A number counts as its digits: spreadsheets write codes that way.
    func text(_ key: String) -> String? {
        switch properties[key] {
        case .text(let text) where !text.isEmpty: text
        case .number(let number) where number == number.rounded() && abs(number) < 1e15: String(Int64(number))
        default: nil
        }
    }

    func identifier(_ key: String, _ faults: FaultLog) -> String? {
        guard let text = text(key) else {
            faults.report(place, "the property `\(key)` is missing: add a short name")
            return nil
        }
        guard text.utf8.count <= Entry.identifierBytesMax, text.utf8.allSatisfy(Entry.isIdentifierByte) else {
            faults.report(place, "`\(key)` is `\(text.prefix(60))`: use only letters, digits, `.`, `-` and `_`, at most \(Entry.identifierBytesMax)")
            return nil
        }
        return text
    }

    /// The number of a property; nil where it is absent, and a fault where it is no number in `range`.
    func number(_ key: String, in range: ClosedRange<Double>, _ faults: FaultLog) -> Double? {
        let number: Double
        switch properties[key] {
        case .number(let value): number = value
        case .text(let text) where !text.isEmpty:
            guard let value = Double(text) else { return complain(key, "`\(text.prefix(40))`", range, faults) }
            number = value
        case .text, .some(.none), nil: return nil
        case .bool(let value): return complain(key, "\(value)", range, faults)
        }
        return range.contains(number) ? number : complain(key, "\(number)", range, faults)
    }

    private func complain(_ key: String, _ value: String, _ range: ClosedRange<Double>, _ faults: FaultLog) -> Double? {
        faults.report(place, "`\(key)` is \(value): a number from \(range.lowerBound) to \(range.upperBound) is needed")
        return nil
    }

    func bool(_ key: String, _ faults: FaultLog) -> Bool? {
        switch properties[key] {
        case .bool(let value): return value
        case .number(1): return true
        case .number(0): return false
        case .text(let text):
            if ["true", "yes", "是", "1"].contains(text.lowercased()) { return true }
            if ["false", "no", "否", "0"].contains(text.lowercased()) { return false }
            if text.isEmpty { return nil }
        case .some(.none), nil: return nil
        case .number: break
        }
        faults.report(place, "`\(key)` must be true or false")
        return nil
    }
}

/// The features of a register file, RFC 7946.
enum RegisterFeatures {
    static func read(_ text: String, file: String, faults: FaultLog) -> [RegisterFeature] {
        let data = Data(text.utf8)
        let lines = FeatureLines(data)
        let collection: Collection
        do {
            collection = try JSONDecoder().decode(Collection.self, from: data)
        } catch {
            let fault = JSONFault.fault(error, in: data, lines)
            faults.report(Place(file: file, line: fault.line), fault.message)
            return []
        }
        guard collection.type == "FeatureCollection" else {
            faults.report(Place(file: file, line: 1), "the type is `\(collection.type)`: a FeatureCollection is needed")
            return []
        }
        return collection.features.enumerated().compactMap { index, feature in
            let place = Place(file: file, line: lines.line(of: index))
            guard let shape = feature.geometry.map({ $0.shape(place, faults) }) ?? RegisterFeature.Shape.none else { return nil }
            return RegisterFeature(properties: feature.properties ?? [:], shape: shape, place: place)
        }
    }

    private struct Collection: Decodable {
        struct Feature: Decodable {
            let properties: [String: RegisterFeature.Value]?
            let geometry: Geometry?
        }

        let type: String
        let features: [Feature]
    }

    private struct Geometry: Decodable {
        let type: String
        let point: [Double]
        let rings: [[[Double]]]

        private enum CodingKeys: String, CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            type = try fields.decode(String.self, forKey: .type)
            point = type == "Point" ? try fields.decode([Double].self, forKey: .coordinates) : []
            switch type {
            case "Polygon": rings = try fields.decode([[[Double]]].self, forKey: .coordinates)
            case "MultiPolygon": rings = try fields.decode([[[[Double]]]].self, forKey: .coordinates).flatMap(\.self)
            default: rings = []
            }
        }

        /// Nil after a fault.
        func shape(_ place: Place, _ faults: FaultLog) -> RegisterFeature.Shape? {
            guard rings.count <= 1 else {
                faults.report(place, "the outline has \(rings.count) rings: draw the slope as one, without holes")
                return nil
            }
            let positions = type == "Point" ? [point] : rings.first ?? []
            guard ["Point", "Polygon", "MultiPolygon"].contains(type), !positions.isEmpty else {
                faults.report(place, "the geometry is a \(type): a Point or a Polygon is needed")
                return nil
            }
            let points = positions.compactMap { $0.count >= 2 ? Coordinate(latitude: $0[1], longitude: $0[0]) : nil }
            guard points.count == positions.count, points.allSatisfy(\.isOnEarth) else {
                faults.report(place, "a position is no longitude and latitude in degrees (WGS 84, longitude first): convert the file before")
                return nil
            }
            if type == "Point" { return .point(points[0]) }
            guard points.count >= 4, points.count <= RegisterFeatures.cornersMax, points.first == points.last else {
                faults.report(
                    place, "the outline needs 4 to \(RegisterFeatures.cornersMax) positions, the last like the first; it has \(points.count)")
                return nil
            }
            return .ring(points)
        }
    }

    /// An outline drawn more finely shows nothing more on a map of a slope.
    static let cornersMax = 2_000
}

extension RegisterFeature.Value: Decodable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .none
        } else if let bool = try? value.decode(Bool.self) {  // swallowed because each form is tried in turn
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {  // swallowed because each form is tried in turn
            self = .number(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }
}
