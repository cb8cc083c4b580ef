import City
import Geo
import Incidents
import Wildfire

/// What the response to one fire is decided on: where it runs, who is there when, with which water, round which roads, and who has to leave by when.
public struct FirePicture: Encodable, Sendable {
    public struct ForestLabel: Encodable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let synthetic: Bool
    }

    /// The raster that layers are on.
    public struct Grid: Encodable, Sendable {
        public let columns: Int
        public let rows: Int
        public let frame: CornerFrame
        public let layers: [Layer]
    }

    public struct Layer: Encodable, Sendable {
        public let name: String
        public let unit: String
        public let scale: Double
    }

    /// The fire some hours after its beginning.
    public struct Horizon: Encodable, Sendable {
        public let hours: Int
        /// km².
        public let expected: Double
        /// km² that half, and that one in twenty of the members exceed.
        public let median: Double
        public let high: Double
        /// The outline of the expected fire; rings that are not closed.
        public let perimeter: [[Coordinate]]
    }

    /// The weather from a moment on.
    public struct HourRow: Encodable, Sendable {
        public let from: Instant
        /// km/h.
        public let windSpeed: Double
        /// Degrees that it comes from.
        public let windFrom: Double
        /// °C.
        public let temperature: Double
        /// Per cent.
        public let humidity: Double
        /// mm in an hour.
        public let rain: Double
        public let source: WeatherOutlook.Source
    }

    public let incident: IncidentID
    public let forest: ForestLabel
    /// Rises with every picture of this incident.
    public let number: Int
    public let madeAt: Instant
    /// From the confirmation or the change that asked for it to the whole picture, in milliseconds.
    public let tookMilliseconds: Double
    /// The edge of the fire as somebody measured it, oldest first.
    public let measured: [MeasuredRow]
    /// True where the forecast runs on from the edge that was measured last; `start` is then when that was.
    public let isFromMeasured: Bool
    public let ignition: Coordinate
    /// Metres, of the place of ignition.
    public let ignitionDeviation: Double
    /// When the fire is taken to have begun.
    public let start: Instant
    public let weather: WeatherNow
    /// The forecast of the weather; nil where nobody has handed one in.
    public let forecast: ForecastLabel?
    /// The weather that the fire is reckoned with, from now on; each row holds until the next, the last to the end.
    public let hours: [HourRow]
    public let grid: Grid
    public let members: Int
    public let horizons: [Horizon]
    public let roads: RoadsPart?
    public let water: [WaterRow]
    public let crews: [CrewRow]
    public let zones: [ZoneRow]
    public let attack: [AttackRow]
    /// Of the attack as a whole; nil while it is open.
    public let isHeld: Bool?
    /// What the picture had to do without.
    public let notes: [LocalizedText]
}

extension FirePicture {
    /// What the roads say; nil where the city has no road graph.
    public struct RoadsPart: Encodable, Sendable {
        /// The road place nearest to the fire that is outside its forecast area: where engines drive to.
        public let approach: Coordinate?
        public let teams: [TeamRow]
        public let reach: Reach?
        public let cut: [CutRoad]
    }

    public struct TeamRow: Encodable, Sendable {
        public let team: TeamID
        public let name: LocalizedText
        public let skills: [Skill]
        public let isFree: Bool
        /// To the approach; nil where no open way leads there, or the team stands off every road.
        public let seconds: Double?
        public let metres: Double?
        public let isCutOff: Bool
        /// Longitude and latitude along the way; for the first few teams.
        public let route: [[Double]]
    }

    /// What the teams that are free reach in `withinSeconds`, turnout included.
    public struct Reach: Encodable, Sendable {
        public let withinSeconds: Double
        /// Stretches of roads: longitude and latitude.
        public let roads: [[[Double]]]
        /// Of the cells that burn, the share with a crew on the spot in time.
        public let share: Double
        /// Where to station the next engine; nil where no station would gain anything.
        public let station: StationRow?
    }

    public struct StationRow: Encodable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let point: Coordinate
        /// km² of forest that it covers and nobody else does.
        public let gains: Double
    }

    /// A road that the fire comes to.
    public struct CutRoad: Encodable, Sendable {
        public let way: Int64
        /// Minutes after the start in which the expected fire is there.
        public let minute: Double
        /// Longitude and latitude.
        public let line: [[Double]]
    }

    public struct WaterRow: Encodable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let kind: String
        public let point: Coordinate
        /// m³; nil for one that does not run dry.
        public let usable: Double?
        /// Litres a minute.
        public let flow: Double?
        public let dip: Bool
        /// From the fire as the crow flies.
        public let metres: Double
        /// By engine from the approach, nil without a road.
        public let seconds: Double?
        /// Minutes after the start in which the fire is there; nil where it does not come.
        public let threatenedMinute: Double?
    }

    /// The way out of a team that is at the fire.
    public struct CrewRow: Encodable, Sendable {
        public let team: TeamID
        public let name: LocalizedText
        /// Where it says that it is; nil where nobody has said.
        public let position: Coordinate?
        public let positionAt: Instant?
        /// Metres; nil where it was set on a map.
        public let accuracyMetres: Double?
        /// `team` or `desk`.
        public let positionBy: String?
        /// Why the way out is reckoned from a place that is guessed: `unknown`, `old`, `coarse`, `outside`; nil where it is reckoned from its own.
        public let guessed: String?
        /// `safetyZone` or `road`; nil where no way out is left.
        public let end: String?
        public let minutes: Double?
        /// Ahead of the fire all the way, at the least; nil where the fire comes nowhere near.
        public let marginMinutes: Double?
        /// Longitude and latitude.
        public let path: [[Double]]
    }

    /// A zone that may have to leave.
    public struct ZoneRow: Encodable, Sendable {
        public let zone: ZoneID
        public let name: LocalizedText
        public let people: Int?
        /// Minutes that it takes to empty the zone; nil where nobody has said.
        public let clearanceMinutes: Double?
        /// Minutes after the start in which the expected fire is in the zone; nil where it does not come within a day.
        public let arrivalMinute: Double?
        /// The share of members that reach the zone within a day.
        public let probability: Double
        /// When the order has to be out so that everybody is; past where it should be out already.
        public let orderBy: Instant?
        /// The trigger buffer: when the fire is in it, the order goes out.
        public let buffer: [[Coordinate]]
    }

    /// One measurement of the edge, and what had been forecast for that minute.
    public struct MeasuredRow: Encodable, Sendable {
        public let at: Instant
        public let told: Instant
        /// The account and its role.
        public let by: String
        public let role: String
        public let note: String?
        public let squareKilometres: Double
        public let expectedSquareKilometres: Double?
        /// Intersection over union of both, 0 to 1.
        public let overlap: Double?
        /// Rings of longitude and latitude, the outer one of each area; for the newest alone.
        public let rings: [[[Double]]]
    }

    public struct AttackRow: Encodable, Sendable {
        public let step: String
        public let at: Instant
        public let afterMinutes: Double?
        /// km² by the forecast that ran then.
        public let squareKilometres: Double?
    }
}
