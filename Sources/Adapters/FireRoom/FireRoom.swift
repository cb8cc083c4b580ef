import City
import Foundation
import Geo
import Incidents
import Operations
import Roads
import Wildfire

/// Where fires are followed: for each open fire in a forest that the city describes there is a picture of where it runs and what that asks for.
///
/// - Follow: `run()`, `pass()`
/// - Ask: `picture(of:)`, `layer(_:of:)`, `closedAreas(of:)`, `assess(_:of:)`
public actor FireRoom {
    /// The newest picture of one incident, with what later questions need.
    struct Entry {
        var made: PictureMaker.Made?
        var forecast: FireForecast?
        var ground: ForestGround?
        var basis: Basis?
        var isMaking = false
        /// True when something changed while a picture was being made.
        var isOld = false
        var number = 0
    }

    /// What a picture was made from: another picture is made when it is no longer so.
    struct Basis: Equatable {
        let state: Incident.State
        let point: Coordinate
        let onScene: Set<TeamID>
        /// When its edge was measured last.
        let measuredAt: Instant?
        let positions: [TeamID: CrewPosition]
        let madeAt: Instant
        let weather: WeatherNow
        /// The forecast that it was made with; nil without one.
        let forecast: WeatherForecast?
    }

    public nonisolated let forests: [Forest]
    let desk: CommandDesk
    let sensing: SensingDesk
    let roads: RoadNetwork?
    /// Closed for other reasons than a fire.
    let closedElsewhere: @Sendable () -> [Polygon]
    let now: @Sendable () -> Instant
    private let load: @Sendable (Forest) throws -> ForestGround
    let onFault: @Sendable (String) -> Void
    private var grounds: [String: Task<ForestGround, any Error>] = [:]
    var entries: [IncidentID: Entry] = [:]
    var dangers: [String: (at: Instant, danger: ForestDanger)] = [:]
    /// The newest of each forest.
    var forecasts: [String: HeldForecast] = [:]
    /// How all fires went.
    let book: ResponseBook
    /// Where teams at open fires say that they are; in memory alone.
    var positions: [IncidentID: [TeamID: CrewPosition]] = [:]
    /// Where forecasts outlive a restart; nil in tests that need none.
    let shelf: ForecastShelf?
    /// Of the city package.
    let folder: String
    /// When the forecast files of the package were changed last.
    var filesReadAt: [String: Date] = [:]
    /// The standard's tables as the city has entered them.
    let tables: FireWeatherTables?

    init(
        forests: [Forest], tables: FireWeatherTables?, city folder: String, shelf: ForecastShelf?, roads: RoadNetwork?, desk: CommandDesk,
        sensing: SensingDesk, closedElsewhere: @escaping @Sendable () -> [Polygon],
        now: @escaping @Sendable () -> Instant, load: @escaping @Sendable (Forest) throws -> ForestGround,
        onFault: @escaping @Sendable (String) -> Void
    ) {
        book = ResponseBook(of: Self.kind, desk: desk)
        (self.tables, self.folder, self.shelf) = (tables, folder, shelf)
        (self.forests, self.roads, self.desk, self.sensing) = (forests, roads, desk, sensing)
        (self.closedElsewhere, self.now, self.load, self.onFault) = (closedElsewhere, now, load, onFault)
    }

    // MARK: Following

    /// Follows the desk until it is cancelled; a fire that is confirmed has its picture without anybody asking.
    public func run() async {
        readShelf()
        for forest in forests { _ = groundTask(forest) }
        await look()
        for await changes in desk.changes() where changes.contains(where: { $0.topic == .incident }) { await look() }
    }

    /// Looks whether the weather or its forecast has changed, or a picture is old.
    public func pass() async {
        readForecastFiles()
        await look()
    }

    private func look() async {
        guard !forests.isEmpty else { return }
        let open = await desk.openIncidents(of: Self.kind)
        forgetPositions(but: open)
        for incident in open { await refresh(incident) }
        forgetAll(but: Set(open.map(\.id)))
    }

    /// Closed fires keep their last picture for those who look back, as far as there is room.
    private func forgetAll(but open: Set<IncidentID>) {
        let closed = entries.keys.filter { !open.contains($0) && entries[$0]?.isMaking == false }.sorted()
        for id in closed.dropLast(Self.closedHeldMax) { entries[id] = nil }
    }

    private func refresh(_ incident: Incident) async {
        guard let forest = await forest(of: incident) else { return }
        let basis = await basis(of: incident, in: forest)
        let entry = entries[incident.id]
        guard entry?.basis.map({ needsAnother($0, basis) }) ?? true else { return }
        guard entry?.isMaking != true else {
            entries[incident.id]?.isOld = true
            return
        }
        entries[incident.id, default: Entry()].isMaking = true
        entries[incident.id]?.basis = basis
        let asked = now()
        Task { await self.make(incident, forest, basis, asked: asked) }
    }

    private func needsAnother(_ old: Basis, _ new: Basis) -> Bool {
        old.state != new.state || old.measuredAt != new.measuredAt || Self.haveMoved(old.positions, new.positions)
            || old.point != new.point || old.onScene != new.onScene
            || new.weather.isNews(after: old.weather)
            || new.forecast != old.forecast || new.madeAt.since(old.madeAt) > Self.pictureAgeMax
    }

    private func basis(of incident: Incident, in forest: Forest) async -> Basis {
        Basis(
            state: incident.state, point: incident.point, onScene: Set(incident.teamsOnScene), measuredAt: incident.extent?.at,
            positions: freshPositions(of: incident.id), madeAt: now(),
            weather: await weather(over: forest), forecast: currentForecast(of: forest))
    }

    // MARK: Making

    private func make(_ incident: Incident, _ forest: Forest, _ basis: Basis, asked: Instant) async {
        do {
            let ground = try await ground(of: forest)
            let question = try await question(incident, forest, ground, basis, areas: knownAreas(of: incident.id))
            let (now, roads) = (now, roads)
            let number = (entries[incident.id]?.number ?? 0) + 1
            let (made, forecast) = await Self.work(question, roads, number: number, asked: asked, now: now)
            entries[incident.id]?.made = made
            entries[incident.id]?.forecast = forecast
            entries[incident.id]?.ground = ground
            entries[incident.id]?.number = number
            await record(made.picture, of: incident)
        } catch {
            onFault("No forecast of incident \(incident.id): \(error)")
        }
        entries[incident.id]?.isMaking = false
        guard entries[incident.id]?.isOld == true else { return }
        entries[incident.id]?.isOld = false
        await look()
    }

    /// The computation, beside the actor: questions are answered meanwhile.
    @concurrent private static func work(
        _ question: FireQuestion, _ roads: RoadNetwork?, number: Int, asked: Instant, now: @escaping @Sendable () -> Instant
    ) async -> (PictureMaker.Made, FireForecast) {
        let seed = question.incident.id.rawValue.utf8.reduce(UInt64(number)) { $0 &* 31 &+ UInt64($1) }
        let forecast = await FireForecast.run(
            question.ground.landscape, from: question.origin, weather: question.bands, start: question.start, seed: seed, threads: threads
        ) { now().since(asked).value * 1_000 > membersMilliseconds }
        let maker = PictureMaker(question: question, forecast: forecast, roads: roads)
        return (maker.make(number: number) { now().since(asked).value * 1_000 }, forecast)
    }

    /// The ground of a forest, read once. What cannot be read is tried again by whoever asks next: an operator may have mended it.
    func ground(of forest: Forest) async throws -> ForestGround {
        let task = groundTask(forest)
        do {
            return try await task.value
        } catch {
            grounds[forest.id] = nil
            throw error
        }
    }

    private func groundTask(_ forest: Forest) -> Task<ForestGround, any Error> {
        if let task = grounds[forest.id] { return task }
        let load = load
        let task = Task.detached { try load(forest) }
        grounds[forest.id] = task
        return task
    }

    /// The kind of matter that is a fire in a forest.
    static let kind: MatterKind = "wildfire"
    /// Ten minutes: a forecast from before that starts from a fire of another size.
    private static let pictureAgeMax = Seconds(600)
    private static let closedHeldMax = 16
    /// Half of the two seconds in which the picture has to stand; the other half is for roads, zones and ways out.
    private static let membersMilliseconds = 900.0
    /// Two of the cores of the smallest machine; more would starve the desks.
    private static let threads = 2
}
