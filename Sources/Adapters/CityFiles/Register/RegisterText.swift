import City

/// A register as text: RFC 7946, one feature a line with its properties in alphabetical order, so that a change is a line in a comparison.
enum RegisterText {
    static func text(of features: [RegisterFeature]) -> String {
        "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.map(line).joined(separator: ",\n") + "\n]}\n"
    }

    private static func line(_ feature: RegisterFeature) -> String {
        let properties = feature.properties.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(json($0.value))" }
        return "{\"geometry\":\(json(feature.shape)),\"properties\":{\(properties.joined(separator: ","))},\"type\":\"Feature\"}"
    }

    private static func json(_ value: RegisterFeature.Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .number: value.words
        case .bool(let bool): bool ? "true" : "false"
        case .none: "null"
        }
    }

    private static func json(_ shape: RegisterFeature.Shape) -> String {
        switch shape {
        case .point(let point): "{\"coordinates\":\(json(point)),\"type\":\"Point\"}"
        case .ring(let ring): "{\"coordinates\":[[\(ring.map(json).joined(separator: ","))]],\"type\":\"Polygon\"}"
        case .none: "null"
        }
    }

    private static func json(_ point: Coordinate) -> String { "[\(point.longitude),\(point.latitude)]" }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20: out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
