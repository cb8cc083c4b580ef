/// What OpenStreetMap says of a way, a node or a relation, as far as travel is concerned.
public struct RoadTags: Hashable, Sendable {
    private struct Pair: Hashable, Sendable {
        let key: String
        let value: String
    }

    private var pairs: [Pair] = []

    public init() {}

    public init(_ tags: KeyValuePairs<String, String>) { for (key, value) in tags { add(key, value) } }

    /// Keeps the pair when its key bears on travel; names, addresses and the like are dropped at once.
    public mutating func add(_ key: String, _ value: String) {
        guard Self.matters(key), pairs.count < Self.countMax else { return }
        pairs.append(Pair(key: key, value: value))
    }

    public var isEmpty: Bool { pairs.isEmpty }

    public subscript(key: String) -> String? { pairs.first { $0.key == key }?.value }

    /// The first of these keys that is there, with a suffix or a prefix joined by a colon.
    func first(of keys: [String], prefix: String? = nil) -> String? {
        for key in keys {
            if let value = self[prefix.map { $0 + ":" + key } ?? key] { return value }
        }
        return nil
    }

    /// What holds along the way and against it: `key:forward` before `key`, an earlier key before a later one.
    func bothWays(_ keys: [String]) -> (forward: String?, backward: String?) {
        var forward: String?
        var backward: String?
        for key in keys {
            let common = self[key]
            forward = forward ?? self[key + ":forward"] ?? common
            backward = backward ?? self[key + ":backward"] ?? common
        }
        return (forward, backward)
    }

    public static func matters(_ key: String) -> Bool { keys.contains(key.prefix { $0 != ":" }) }

    /// More than this on one way is vandalism.
    private static let countMax = 64

    private static let keys: Set<Substring> = [
        "highway", "route", "bridge", "area", "railway", "construction", "proposed", "oneway", "impassable", "status", "access", "vehicle",
        "motor_vehicle", "motorcar", "foot", "junction", "service", "hov", "maxspeed", "source", "surface", "tracktype", "smoothness", "width",
        "est_width", "narrow", "lanes", "lane_markings", "side_road", "priority", "maxheight", "maxwidth", "maxlength", "maxweight",
        "maxweightrating", "duration", "driving_side", "barrier", "bollard", "kerb", "sensory", "stop", "direction", "traffic_signals", "type",
        "restriction", "except", "emergency", "crossing",
    ]
}
