import Cameras
import City

/// A timeline that a player feeds through the ordinary doors: readings, calls and what demonstration roles do about them.
public struct Scenario: Hashable, Codable, Sendable {
    public let id: String
    public let name: LocalizedText
    /// Shown wherever the scenario's data is shown, such as "synthetic demonstration".
    public let label: LocalizedText
    public let synthetic: Bool
    /// The length of one round; the player starts again then when `loops`.
    public let length: Seconds
    public let loops: Bool
    /// By time.
    public let steps: [ScenarioStep]

    public init(id: String, name: LocalizedText, label: LocalizedText, synthetic: Bool, length: Seconds, loops: Bool, steps: [ScenarioStep]) {
        self.id = id
        self.name = name
        self.label = label
        self.synthetic = synthetic
        self.length = length
        self.loops = loops
        self.steps = steps.sorted { $0.at < $1.at }
    }
}

/// One line of a scenario: when, and what.
public struct ScenarioStep: Hashable, Codable, Sendable {
    /// Since the start of the round.
    public let at: Seconds
    public let action: Action

    public enum Action: Hashable, Codable, Sendable {
        case readings(ScenarioReadings)
        case routine(ScenarioRoutine)
        case call(ScenarioCall)
        case act(ScenarioAct)
        case film(ScenarioFilm)
    }

    public init(at: Seconds, action: Action) {
        self.at = at
        self.action = action
    }
}

/// A series of readings: each datastream goes in a straight line from one value to another.
public struct ScenarioReadings: Hashable, Codable, Sendable {
    public let datastreams: [DatastreamID]
    public let from: Double
    public let to: Double
    public let over: Seconds
    public let every: Seconds
    /// Added as a wave of this height, so that a quiet series does not look dead. The wave depends on nothing but the place in the series.
    public let wobble: Double

    public init(datastreams: [DatastreamID], from: Double, to: Double, over: Seconds, every: Seconds, wobble: Double) {
        self.datastreams = datastreams
        self.from = from
        self.to = to
        self.over = over
        self.every = every
        self.wobble = wobble
    }

    /// How many readings each datastream gives.
    public var count: Int { every > .zero ? Int(over.milliseconds / every.milliseconds) + 1 : 1 }

    /// The value of reading `index` (0 ..< `count`) of datastream number `stream`.
    public func value(_ index: Int, stream: Int) -> Double {
        let part = count > 1 ? Double(index) / Double(count - 1) : 0
        return ScenarioWave.value(from + (to - from) * part, wobble: wobble, index * 7 + stream * 3)
    }
}

/// The quiet reports of all sites of a kind, each once in `rounds` rounds; in the first round every site reports, so that nobody waits for an
/// hour until the first series speaks.
public struct ScenarioRoutine: Hashable, Codable, Sendable {
    /// What a healthy quiet sensor says of a property.
    public struct Level: Hashable, Codable, Sendable {
        public let value: Double
        public let wobble: Double

        public init(value: Double, wobble: Double) {
            self.value = value
            self.wobble = wobble
        }
    }

    public let sites: [SiteID]
    /// By observed property; a series of another property stays silent.
    public let levels: [String: Level]
    /// The reports of one round are spread evenly over this span.
    public let over: Seconds
    public let rounds: Int

    public init(sites: [SiteID], levels: [String: Level], over: Seconds, rounds: Int) {
        self.sites = sites
        self.levels = levels
        self.over = over
        self.rounds = rounds
    }

    /// The sites that report in a round, counted from 0.
    public func sites(inRound round: Int) -> [SiteID] {
        round == 0 ? sites : sites.indices.filter { $0 % rounds == round % rounds }.map { sites[$0] }
    }

    /// The reading of series number `stream` of site number `site`.
    public func value(of property: String, site: Int, stream: Int, round: Int) -> Double? {
        levels[property].map { ScenarioWave.value($0.value, wobble: $0.wobble, site * 5 + stream * 3 + round * 7) }
    }
}

/// A small wave that depends on nothing but the place in a series, so that a quiet one does not look dead.
enum ScenarioWave {
    static func value(_ level: Double, wobble: Double, _ place: Int) -> Double {
        ((level + wobble * heights[place % heights.count]) * 1000).rounded() / 1000
    }

    private static let heights = [0, 0.38, 0.71, 0.92, 1, 0.92, 0.71, 0.38, 0, -0.38, -0.71, -0.92, -1, -0.92, -0.71, -0.38]
}

/// A report taken by the phone desk of a center.
public struct ScenarioCall: Hashable, Codable, Sendable {
    /// A later `act` names the call by this.
    public let id: String
    /// The center whose phone desk takes the call.
    public let desk: CenterCode
    public let kind: MatterKind
    /// `I` … `IV`.
    public let grade: String
    public let title: LocalizedText
    public let text: LocalizedText
    public let point: Coordinate

    public init(id: String, desk: CenterCode, kind: MatterKind, grade: String, title: LocalizedText, text: LocalizedText, point: Coordinate) {
        self.id = id
        self.desk = desk
        self.kind = kind
        self.grade = grade
        self.title = title
        self.text = text
        self.point = point
    }
}

/// From now on a synthetic camera shows another film of the package, over and over.
public struct ScenarioFilm: Hashable, Codable, Sendable {
    public let camera: CameraID
    /// As `source` of `cameras.yaml`: a path inside the package.
    public let file: String

    public init(camera: CameraID, file: String) {
        self.camera = camera
        self.file = file
    }
}
