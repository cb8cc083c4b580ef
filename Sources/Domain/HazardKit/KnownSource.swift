import City

/// Something that is hot or smokes at its place by right: a kiln, a crematorium, an incense burner, a hot roof.
///
/// It lowers what is detected there and takes nothing away: forests beside kilns burn too.
public struct KnownSource: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case kiln, crematorium, incense, roof, chimney, other
    }

    /// When it may be hot, in minutes after local midnight; an end before the start runs over midnight.
    public struct Hours: Hashable, Sendable {
        public let fromMinute: Int
        public let untilMinute: Int

        public init(fromMinute: Int, untilMinute: Int) {
            self.fromMinute = fromMinute
            self.untilMinute = untilMinute
        }

        func holds(_ minute: Int) -> Bool {
            fromMinute <= untilMinute ? (fromMinute..<untilMinute).contains(minute) : minute >= fromMinute || minute < untilMinute
        }
    }

    public let id: String
    public let name: LocalizedText
    public let kind: Kind
    public let point: Coordinate
    public let radiusMetres: Double
    /// Nil for one that may be hot at any hour.
    public let hours: Hours?
    /// Local time less UTC.
    public let utcOffset: Seconds
    public let synthetic: Bool

    public init(
        id: String, name: LocalizedText, kind: Kind, point: Coordinate, radiusMetres: Double, hours: Hours?, utcOffset: Seconds, synthetic: Bool
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.point = point
        self.radiusMetres = radiusMetres
        self.hours = hours
        self.utcOffset = utcOffset
        self.synthetic = synthetic
    }

    /// True where it may be hot at a moment.
    public func mayBeHot(at moment: Instant) -> Bool {
        guard let hours else { return true }
        let minutes = (moment.advanced(by: utcOffset).millisecondsSince1970 / 60_000) % 1_440
        return hours.holds(Int(minutes))
    }
}
