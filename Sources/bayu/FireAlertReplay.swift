import City
import Foundation
import Geo
import HazardKit
import Incidents
import Operations
import Scenarios
import Wildfire

/// Plays a season and counts what came of it.
///
/// The duty knows no more than a screen shows and a look at the place tells: which detections an alert holds now, whether the newest picture
/// of each shows a fire, and the incident that Bayu says the alert may belong to, which it then joins. What was true is used to count.
struct FireAlertReplay {
    private let season: FireSeason
    private let clock: ReplayClock
    private let desk: CommandDesk
    private let detections: DetectionDesk
    private let sender: Actor
    private let officer: Actor
    /// Which thing each alert's detections were of, and how many.
    private var shares: [AlertID: [Int: Int]] = [:]
    private var undecided: [(at: Instant, alert: AlertID)] = []
    private var truthOf: [String: Int] = [:]
    /// The fire that each incident was opened for, by its alert.
    private var openedFor: [AlertID: Int] = [:]
    private var joins = 0
    private var burning: [(until: Instant, alert: AlertID)] = []
    private var secondsToAlert: [Double] = []
    private var secondsToIncident: [Double] = []
    private var faults = 0
    private var cpuSeconds = 0.0

    init(season: FireSeason, clock: ReplayClock, desk: CommandDesk, detections: DetectionDesk) {
        self.season = season
        self.clock = clock
        self.desk = desk
        self.detections = detections
        let center = desk.city.hub?.code ?? "hub"
        sender = Actor(kind: .device, name: "bench", role: "device", center: center)
        officer = Actor(kind: .person, name: "bench", role: "duty-officer", center: center)
    }

    mutating func run() async throws {
        let progress = Progress("replaying")
        let before = BenchWarning.cpuSeconds
        for (number, arrival) in season.arrivals.enumerated() {
            try await work(until: arrival.at)
            clock.move(to: arrival.at)
            truthOf[arrival.detection.id] = arrival.truth
            let started = ContinuousClock.now
            try await detections.take([arrival.detection], kind: "wildfire", by: sender)
            secondsToAlert.append((ContinuousClock.now - started) / .seconds(1))
            if let alert = await alert(of: arrival.detection) {
                if shares[alert] == nil { undecided.append((arrival.at.advanced(by: Self.verifySpan), alert)) }
                shares[alert, default: [:]][arrival.truth, default: 0] += 1
            }
            if number % 100 == 0 { progress.report(Int64(number + 1), of: Int64(season.arrivals.count)) }
        }
        cpuSeconds = BenchWarning.cpuSeconds - before
    }

    private func alert(of detection: Detection) async -> AlertID? { await detections.alert(holding: detection.id, kind: "wildfire") }

    // MARK: The duty

    /// Looks at each alert after ten minutes, and closes an incident an hour after its fire is out.
    private mutating func work(until moment: Instant) async throws {
        var didAct = false
        while let next = undecided.first, next.at <= moment {
            undecided.removeFirst()
            clock.move(to: next.at)
            try await decide(next.alert)
            didAct = true
        }
        while let index = burning.firstIndex(where: { $0.until <= moment }) {
            let done = burning.remove(at: index)
            // A fire that was joined to this incident burns on.
            if burning.contains(where: { $0.alert == done.alert }) { continue }
            clock.move(to: done.until)
            await close(done.alert)
            didAct = true
        }
        await desk.tick()
        if didAct { try await detections.pass() }
    }

    private mutating func decide(_ id: AlertID) async throws {
        guard let alert = try await desk.alertState(id), alert.state.isUndecided else { return }
        let seen = try await firesSeen(in: id)
        guard let fire = seen.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else {
            return try await submit(id, .reject(RejectAlert(label: "nothing-found", reason: "bench")))
        }
        let end = seen.keys.map { season.truths[$0].end }.max() ?? season.truths[fire].end
        if let kin = try await detections.belonging(of: id) {
            joins += 1
            try await submit(id, .merge(MergeAlert(into: kin.alert)))
            return burning.append((end.advanced(by: Self.watchSpan), kin.alert))
        }
        openedFor[id] = fire
        let started = ContinuousClock.now
        try await submit(id, .confirm(ConfirmAlert(note: "bench")))
        await desk.tick()
        secondsToIncident.append((ContinuousClock.now - started) / .seconds(1))
        burning.append((end.advanced(by: Self.watchSpan), id))
    }

    /// What the newest picture or word of each instrument of an alert is of, where that is a fire.
    private func firesSeen(in id: AlertID) async throws -> [Int: Int] {
        var seen: [Int: Int] = [:]
        for member in try await detections.clusters(of: id).flatMap(\.members) where !member.isShared {
            if let truth = truthOf[member.detection], season.truths[truth].kind == .fire { seen[truth, default: 0] += 1 }
        }
        return seen
    }

    private mutating func submit(_ id: AlertID, _ command: AlertCommand) async throws {
        do {
            try await desk.submit(alert: id, command, by: officer, command: nil)
        } catch is Refusal {
            faults += 1
        }
    }

    private mutating func close(_ id: AlertID) async {
        do {
            guard let incident = try await desk.alertState(id)?.incident, let held = try await desk.incidentState(incident), held.state.isOpen else {
                return
            }
            for task in held.tasks where task.state.isOpen {
                try await desk.submit(incident: incident, .task(task.id, .cancel(CancelTask(reason: "bench"))), by: officer, command: nil)
            }
            let steps: [IncidentCommand] = [
                .markUnderControl, .markResolved, .declareAllClear(DeclareAllClear(note: "bench")),
                .close(CloseIncident(disposition: "resolved", cause: desk.city.codes.causes.first?.id)),
            ]
            for step in steps { try await desk.submit(incident: incident, step, by: officer, command: nil) }
        } catch {
            faults += 1
        }
    }

    // MARK: What came of it

    /// What is in each incident's alert in the end, the alerts that were merged into it included.
    private func incidents() async throws -> [AlertID: [Int: Int]] {
        var held: [AlertID: [Int: Int]] = [:]
        for (alert, counts) in shares {
            var last = alert
            while let into = try await desk.alertState(last)?.mergedInto { last = into }
            if openedFor[last] != nil { held[last, default: [:]].merge(counts, uniquingKeysWith: +) }
        }
        return held
    }

    func answer() async throws -> [String: Double] {
        let fires = Set(season.arrivals.map(\.truth).filter { season.truths[$0].kind == .fire })
        let held = try await incidents()
        let own = Dictionary(grouping: openedFor.keys) { openedFor[$0] ?? -1 }
        // A fire without an incident of its own is found where its detections are in one: of a fire beside it, or of one that is far off.
        var (beside, far) = (0, 0)
        for fire in fires where own[fire] == nil {
            let within = held.keys.filter { held[$0]?[fire] != nil }.compactMap { openedFor[$0] }
            if within.contains(where: { !isFar([$0, fire]) }) { beside += 1 } else if !within.isEmpty { far += 1 }
        }
        let strays = held.reduce(0) { $0 + strayCount($1.value, of: openedFor[$1.key] ?? -1) }
        let heard = Double(max(fires.count, 1))
        let one = fires.count { own[$0]?.count == 1 }
        return [
            "alerts": Double(season.arrivals.count), "fires": Double(fires.count), "raised": Double(shares.count),
            "incidents": Double(openedFor.count), "joins": Double(joins), "exactlyOne": Double(one + beside) / heard,
            "exactlyOneByAlerts": Double(fires.count - firesOfManyAlerts(fires)) / heard,
            "recall": Double(fires.count { own[$0] != nil } + beside + far) / heard,
            "wrongMerges": Double(far), "strayDetections": Double(strays), "p95SecondsToAlert": percentile(secondsToAlert, 0.95),
            "maxSecondsToAlert": secondsToAlert.max() ?? 0, "p95SecondsToIncident": percentile(secondsToIncident, 0.95), "cpuSeconds": cpuSeconds,
            "dutyFaults": Double(faults),
        ]
    }

    /// Fires that are most of more than one alert, those included that were merged within minutes: how it was counted until figures of
    /// incidents were asked for.
    private func firesOfManyAlerts(_ fires: Set<Int>) -> Int {
        var alerts: [Int: Int] = [:]
        for counts in shares.values {
            if let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, fires.contains(most) { alerts[most, default: 0] += 1 }
        }
        return alerts.values.count { $0 > 1 }
    }

    /// True for fires more than 2 km apart.
    private func isFar(_ fires: [Int]) -> Bool {
        fires.contains { one in
            fires.contains { season.truths[one].place.distanceMetres(to: season.truths[$0].place) > Self.mergeMaxMetres }
        }
    }

    /// Detections of fires in the incident of another fire more than 2 km off.
    private func strayCount(_ counts: [Int: Int], of own: Int) -> Int {
        counts.reduce(0) { sum, entry in
            let isStray = entry.key != own && season.truths[entry.key].kind == .fire && isFar([own, entry.key])
            return sum + (isStray ? entry.value : 0)
        }
    }

    private func percentile(_ values: [Double], _ part: Double) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)]
    }

    private static let verifySpan: Seconds = 600
    private static let watchSpan: Seconds = 3_600
    private static let mergeMaxMetres = 2_000.0
}
