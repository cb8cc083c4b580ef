import City
import Geo
import Incidents
import Wildfire

extension FireRoom {
    /// What is known of a fire's picture.
    public enum Answer: Sendable {
        case ready(FirePicture)
        /// It is being made.
        case making
        /// No forest of the city holds the incident, or it is no fire.
        case none
    }

    public func picture(of id: IncidentID) -> Answer {
        guard let entry = entries[id] else { return .none }
        if let made = entry.made { return .ready(made.picture) }
        return entry.isMaking ? .making : .none
    }

    public func layer(_ name: String, of id: IncidentID) -> RasterLayer? { entries[id]?.made?.layers.first { $0.name == name } }

    /// Where nobody drives to this incident: its own forecast area.
    public func closedAreas(of id: IncidentID) -> [Polygon] { entries[id]?.made?.closedAreas ?? [] }

    /// A line that somebody has drawn.
    public struct LineDraft: Decodable, Sendable {
        public let points: [Coordinate]
        /// Who builds it.
        public let people: Int
        /// Minutes from now until they begin: the way there.
        public let beginsInMinutes: Double
    }

    public struct LineAnswer: Encodable, Sendable {
        public let metres: Double
        public let buildMinutes: Double
        /// `holds`, `tooHot`, `late`, `notReached`.
        public let verdict: String
        /// Between done and the fire, at the tightest place; nil where the fire does not come.
        public let marginMinutes: Double?
        /// m, the highest flames along it.
        public let flameLength: Double?
        /// The earliest minute from now in which the fire is at the line.
        public let arrivesInMinutes: Double?
    }

    /// Hours to build against hours to arrival; nil where there is no forecast of the incident. A line outside the ground has no metres.
    public func assess(_ draft: LineDraft, of id: IncidentID) -> LineAnswer? {
        guard let entry = entries[id], let forecast = entry.forecast, let ground = entry.ground else { return nil }
        let nowMinute = max(0, now().since(forecast.start).value / 60)
        let line = FireLine(
            ground.landscape, cells: ground.cells(along: draft.points), people: draft.people, beginMinute: nowMinute + draft.beginsInMinutes
        ) { cell in
            guard let minute = forecast.arrival(cell), let front = forecast.fronts[cell] else { return nil }
            return (Double(minute), front)
        }
        return LineAnswer(
            metres: line.metres, buildMinutes: line.buildMinutes, verdict: line.verdict.rawValue, marginMinutes: line.marginMinutes,
            flameLength: line.pieces.compactMap(\.flameLength).max(),
            arrivesInMinutes: line.pieces.compactMap(\.arrivalMinute).min().map { $0 - nowMinute })
    }
}
