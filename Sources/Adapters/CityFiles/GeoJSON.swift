import Foundation

/// The parts of GeoJSON that an import reads.
struct GeoJSONCollection: Codable {
    let type: String
    let features: [GeoJSONFeature]?
}

struct GeoJSONFeature: Codable {
    struct Properties: Codable {
        let code: CodeText?
    }

    let type: String
    let properties: Properties?
    let geometry: GeoJSONGeometry?
}

/// A code written as text or as a number: exports of spreadsheets have it both ways.
struct CodeText: Codable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else {
            text = try container.decode(String.self)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

struct GeoJSONGeometry: Codable {
    enum Shape {
        case polygon([[[Double]]])
        case multiPolygon([[[[Double]]]])
        case other
    }

    let type: String
    let coordinates: Shape

    init(type: String, coordinates: Shape) {
        self.type = type
        self.coordinates = coordinates
    }

    private enum CodingKeys: String, CodingKey { case type, coordinates }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        type = try container.decode(String.self, forKey: .type)
        switch type {
        case "Polygon": coordinates = .polygon(try container.decode([[[Double]]].self, forKey: .coordinates))
        case "MultiPolygon": coordinates = .multiPolygon(try container.decode([[[[Double]]]].self, forKey: .coordinates))
        default: coordinates = .other
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(type, forKey: .type)
        switch coordinates {
        case .polygon(let rings): try container.encode(rings, forKey: .coordinates)
        case .multiPolygon(let pieces): try container.encode(pieces, forKey: .coordinates)
        case .other: break
        }
    }
}

/// What a JSON decoder's complaint means for the person who has the file.
enum JSONFault {
    static func fault(_ error: any Error, in data: Data, _ lines: FeatureLines) -> BoundaryImport.Fault {
        guard let error = error as? DecodingError else { return BoundaryImport.Fault(line: 1, message: "malformed GeoJSON: \(error)") }
        switch error {
        case .dataCorrupted:
            return BoundaryImport.Fault(line: line(in: data), message: "malformed JSON: look for a missing comma, bracket or quote near this line")
        case .keyNotFound(let key, let context):
            return at(context.codingPath, lines, "`\(key.stringValue)` is missing at \(path(context.codingPath))")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return at(context.codingPath, lines, "a wrong type at \(path(context.codingPath)): \(context.debugDescription)")
        @unknown default: return BoundaryImport.Fault(line: 1, message: "malformed GeoJSON: \(error)")
        }
    }

    /// Names the feature that the path leads into, and its line.
    private static func at(_ keys: [any CodingKey], _ lines: FeatureLines, _ message: String) -> BoundaryImport.Fault {
        guard let first = keys.first, first.stringValue == "features", let index = keys.dropFirst().first?.intValue else {
            return BoundaryImport.Fault(line: 1, message: message)
        }
        return BoundaryImport.Fault(line: lines.line(of: index), message: "feature \(index + 1): \(message)")
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the top" : keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }

    /// The decoder keeps the place to itself; the older parser says "around character 55", in prose only.
    private static func line(in data: Data) -> Int {
        do {
            _ = try JSONSerialization.jsonObject(with: data)
            return 1
        } catch {
            let prose = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
            guard let range = prose.range(of: "character "), let offset = Int(prose[range.upperBound...].prefix { $0.isNumber }) else { return 1 }
            return data.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
        }
    }
}
