import City
import Foundation
import Geo
import HazardKit
import Incidents
import Operations
import Scenarios
import Wildfire

/// Plays a season and counts what came of it.
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
            clock.move(to: done.until)
            await close(done.alert)
            didAct = true
        }
        await desk.tick()
        if didAct { try await detections.pass() }
    }

    private mutating func decide(_ id: AlertID) async throws {
        guard let alert = try await desk.alertState(id), alert.state.isUndecided else { return }
        let fires = (shares[id] ?? [:]).keys.filter { season.truths[$0].kind == .fire }
        guard let fire = fires.first else {
            return try await submit(id, .reject(RejectAlert(label: "nothing-found", reason: "bench")))
        }
        let started = ContinuousClock.now
        try await submit(id, .confirm(ConfirmAlert(note: "bench")))
        await desk.tick()
        secondsToIncident.append((ContinuousClock.now - started) / .seconds(1))
        let end = fires.map { season.truths[$0].end }.max() ?? season.truths[fire].end
        burning.append((end.advanced(by: Self.watchSpan), id))
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

    var answer: [String: Double] {
        let fires = Set(season.arrivals.map(\.truth).filter { season.truths[$0].kind == .fire })
        // A fire's alert is the one that took most of its detections; others that are mostly its own are one too many.
        var own: [Int: (alert: AlertID, count: Int)] = [:]
        var extra: [Int: Int] = [:]
        for (alert, counts) in shares.sorted(by: { $0.key < $1.key }) {
            for (truth, count) in counts where fires.contains(truth) && count > own[truth]?.count ?? 0 { own[truth] = (alert, count) }
        }
        for (alert, counts) in shares {
            guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, fires.contains(most), own[most]?.alert != alert else {
                continue
            }
            extra[most, default: 0] += 1
        }
        let held = Dictionary(grouping: own.keys) { own[$0]?.alert ?? "" }
        let wrong = held.values.count { isFar($0) }
        let strays = shares.values.reduce(0) { $0 + strayCount($1) }
        let heard = Double(max(fires.count, 1))
        return [
            "alerts": Double(season.arrivals.count), "fires": Double(fires.count), "raised": Double(shares.count),
            "exactlyOne": Double(fires.count { own[$0] != nil && extra[$0] == nil }) / heard, "recall": Double(own.count) / heard,
            "wrongMerges": Double(wrong), "strayDetections": Double(strays), "p95SecondsToAlert": percentile(secondsToAlert, 0.95),
            "maxSecondsToAlert": secondsToAlert.max() ?? 0, "p95SecondsToIncident": percentile(secondsToIncident, 0.95), "cpuSeconds": cpuSeconds,
            "dutyFaults": Double(faults),
        ]
    }

    /// Two fires more than 2 km apart whose alert is the same one.
    private func isFar(_ fires: [Int]) -> Bool {
        fires.contains { one in
            fires.contains { season.truths[one].place.distanceMetres(to: season.truths[$0].place) > Self.mergeMaxMetres }
        }
    }

    /// Detections of fires in the alert of another fire more than 2 km off.
    private func strayCount(_ counts: [Int: Int]) -> Int {
        guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, season.truths[most].kind == .fire else { return 0 }
        return counts.reduce(0) { sum, entry in
            let isStray = entry.key != most && season.truths[entry.key].kind == .fire && isFar([most, entry.key])
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
