import City
import Geo
import HazardKit

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A made-up season of fires and false alarms over several forests, the same for the same seed: what the detectors would send, and what was true.
///
/// Each forest is a disc of 137 km² with infrared sensors on poles, cameras on masts, people who call, and satellites that pass. Everything
/// made up is labelled synthetic.
public struct FireSeason: Sendable {
    /// How a season is made. The standard values stand beside where they come from, and no figure of the fusion was used to choose them.
    public struct Parameters: Sendable {
        /// Middles of the forests.
        public var forests: [Coordinate]
        public var start: Instant
        public var days = 150
        public var fires = 400
        /// One fire in four has one or two others burning 2–5 km off within an hour of it: lightning, arson, sparks of a line.
        public var neighbourShare = 0.25
        public var falseEpisodes = 3_000
        /// 110 of them on 137 km², the seed case.
        public var infraredPerForest = 110
        public var mastsPerForest = 8
        /// The bound of a camera's error of direction, its mast's pose and the box together.
        public var azimuthErrorDegrees = 1.0

        public init(forests: [Coordinate], start: Instant) {
            self.forests = forests
            self.start = start
        }
    }

    /// What was there: a fire, or something that only looks like one.
    public struct Truth: Sendable {
        public enum Kind: String, Sendable { case fire, glint, hotRock, dust, tractor, fog, mistake }
        public let kind: Kind
        /// Where; of fog the mast that sees it.
        public let place: Coordinate
        public let start: Instant
        public let end: Instant
    }

    /// One detection when it arrives, and of what it is.
    public struct Arrival: Sendable {
        public let at: Instant
        public let detection: Detection
        public let truth: Int
    }

    public private(set) var truths: [Truth] = []
    /// In the order in which they arrive.
    public private(set) var arrivals: [Arrival] = []

    private let parameters: Parameters
    private var draws: SeededDraws
    private var forests: [Forest] = []
    private var count = 0

    public init(_ parameters: Parameters, seed: UInt64) {
        self.parameters = parameters
        draws = SeededDraws(seed: seed)
        for (index, middle) in parameters.forests.enumerated() { forests.append(Forest(index, middle, parameters, &draws)) }
        light()
        for _ in 0..<parameters.falseEpisodes { deceive() }
        arrivals.sort { ($0.at, $0.detection.id) < ($1.at, $1.detection.id) }
    }

    // MARK: Fires

    private mutating func light() {
        var lit = 0
        while lit < parameters.fires {
            let forest = Int(draws.part() * Double(forests.count))
            let place = forests[forest].anywhere(&draws)
            let start = moment(fromHour: 9, toHour: 20)
            burn(at: place, in: forest, from: start)
            lit += 1
            guard draws.part() < parameters.neighbourShare else { continue }
            for _ in 0..<(draws.part() < 0.7 ? 1 : 2) where lit < parameters.fires {
                let other = place.destination(distanceMetres: 2_000 + 3_000 * draws.part(), bearingDegrees: 360 * draws.part())
                burn(at: other, in: forest, from: start.advanced(by: Seconds(3_600 * draws.part())))
                lit += 1
            }
        }
    }

    private mutating func burn(at place: Coordinate, in forest: Int, from start: Instant) {
        // Median 75 minutes from smoke to out, one in six above three hours.
        let span = Seconds(min(max(75 * 60 * exp(0.9 * draws.normal()), 20 * 60), 10 * 3_600))
        let truth = truths.count
        let end = start.advanced(by: span)
        truths.append(Truth(kind: .fire, place: place, start: start, end: end))
        // It creeps up to 400 m an hour.
        let drift = SIMD2(draws.normal(), draws.normal()) * 120
        let spreading: (Instant) -> Coordinate = { moment in
            let hours = min(max(moment.since(start).value / 3_600, 0), 3)
            return place.moved(eastMetres: drift.x * hours, northMetres: drift.y * hours)
        }
        heat(truth, spreading, in: forest, start, end)
        smoke(truth, spreading, in: forest, start, end, visible: 0.65)
        call(truth, spreading, start, end)
        pass(truth, spreading, start, end)
    }

    /// Sensors within whose circle it burns report every five to fifteen minutes; they know that it is somewhere in the circle.
    private mutating func heat(
        _ truth: Int, _ place: (Instant) -> Coordinate, in forest: Int, _ start: Instant, _ end: Instant
    ) {
        for (index, sensor) in forests[forest].sensors.enumerated() where sensor.distanceMetres(to: place(start)) <= Forest.sensorReachMetres {
            // A ridge or a tree stands before one in six.
            guard draws.part() < 0.85 else { continue }
            var at = start.advanced(by: Seconds(60 - 180 * log(1 - draws.part())))
            while at < end {
                add(.infrared, "ir-\(forest)-\(index)", at, 0.5 + 0.4 * draws.part(), "heat", spot(sensor, Forest.sensorReachMetres), truth)
                at = at.advanced(by: Seconds(300 + 600 * draws.part()))
            }
        }
    }

    /// Masts that see the smoke report its direction. A mast's pose is wrong by the same angle all season, its boxes by another each time.
    private mutating func smoke(
        _ truth: Int, _ place: (Instant) -> Coordinate, in forest: Int, _ start: Instant, _ end: Instant, visible: Double
    ) {
        for (index, mast) in forests[forest].masts.enumerated() {
            guard mast.place.distanceMetres(to: place(start)) <= Forest.cameraReachMetres, draws.part() < visible else { continue }
            var at = start.advanced(by: Seconds(120 - 360 * log(1 - draws.part())))
            while at < end {
                look(from: mast, index, in: forest, at: place(at), at, 0.45 + 0.5 * draws.part(), "smoke", truth)
                at = at.advanced(by: Seconds(300 + 900 * draws.part()))
            }
        }
    }

    private mutating func look(
        from mast: Forest.Mast, _ index: Int, in forest: Int, at place: Coordinate, _ at: Instant, _ confidence: Double, _ label: String, _ truth: Int
    ) {
        let half = 0.2 + 0.8 * draws.part()
        let error = mast.poseErrorDegrees + 0.3 * parameters.azimuthErrorDegrees * (2 * draws.part() - 1)
        let azimuth = (mast.place.bearingDegrees(to: place) + error + 360).truncatingRemainder(dividingBy: 360)
        let cone = Detection.Cone(
            from: mast.place, heightMetres: 30, azimuthDegrees: azimuth, halfAngleDegrees: parameters.azimuthErrorDegrees + half,
            rangeMetres: Forest.cameraReachMetres)
        add(.camera, "cam-\(forest)-\(index)", at, confidence, label, .cone(cone), truth)
    }

    /// Six fires in ten are called in, by one to four people who say where within half a kilometre or two.
    private mutating func call(_ truth: Int, _ place: (Instant) -> Coordinate, _ start: Instant, _ end: Instant) {
        guard draws.part() < 0.6 else { return }
        for _ in 0..<(1 + Int(4 * draws.part())) {
            let at = start.advanced(by: Seconds(240 - 600 * log(1 - draws.part())))
            if at < end { report(truth, place(at), at) }
        }
    }

    private mutating func report(_ truth: Int, _ place: Coordinate, _ at: Instant) {
        let radius = 300 + 1_200 * draws.part()
        let isCall = draws.part() < 0.7
        add(
            isCall ? .call : .report, isCall ? "call-\(count)" : "citizen-\(count)", at, 0.5 + 0.4 * draws.part(), "fire", erred(place, radius), truth
        )
    }

    /// VIIRS on three satellites about 1:30 and 13:30, MODIS about 10:30 and 22:30: pixels of 375 m and 1 km, an hour to three late.
    private mutating func pass(_ truth: Int, _ place: (Instant) -> Coordinate, _ start: Instant, _ end: Instant) {
        for hour in [1.5, 2.3, 10.5, 13.5, 14.3, 22.5] {
            let midnight = Self.midnight(before: start)
            let at = midnight.advanced(by: Seconds(hour * 3_600 + 900 * draws.normal()))
            guard at > start, at < end, draws.part() < 0.6 else { continue }
            let radius = hour == 10.5 || hour == 22.5 ? 1_000.0 : 375.0
            for _ in 0..<(1 + Int(2 * draws.part())) {
                add(
                    .satellite, radius > 500 ? "modis" : "viirs", at, 0.5 + 0.4 * draws.part(), "heat", erred(place(at), radius), truth,
                    delay: 3_600 + 7_200 * draws.part())
            }
        }
    }

    // MARK: What only looks like fire

    private mutating func deceive() {
        let forest = Int(draws.part() * Double(forests.count))
        let choice = draws.part()
        switch choice {
        case ..<0.2: warm(.glint, in: forest, moment(fromHour: draws.part() < 0.5 ? 6 : 16, toHour: 0, span: 2), minutes: 30)
        case ..<0.45: warm(.hotRock, in: forest, moment(fromHour: 12, toHour: 16), minutes: 120)
        case ..<0.6: rise(.dust, in: forest, moment(fromHour: 8, toHour: 18), minutes: 15)
        case ..<0.75: rise(.tractor, in: forest, moment(fromHour: 7, toHour: 19), minutes: 50)
        case ..<0.9: fog(in: forest)
        default:
            let at = moment(fromHour: 0, toHour: 24)
            let place = forests[forest].anywhere(&draws)
            truths.append(Truth(kind: .mistake, place: place, start: at, end: at))
            report(truths.count - 1, place, at)
        }
    }

    /// One sensor alone sees a warm rock or the sun in a pane of water.
    private mutating func warm(_ kind: Truth.Kind, in forest: Int, _ start: Instant, minutes: Double) {
        let index = Int(draws.part() * Double(forests[forest].sensors.count))
        let end = start.advanced(by: .minutes(minutes * (0.5 + draws.part())))
        let sensor = forests[forest].sensors[index]
        truths.append(Truth(kind: kind, place: sensor, start: start, end: end))
        var at = start
        while at < end {
            add(.infrared, "ir-\(forest)-\(index)", at, 0.3 + 0.4 * draws.part(), "heat", spot(sensor, Forest.sensorReachMetres), truths.count - 1)
            at = at.advanced(by: Seconds(600 + 600 * draws.part()))
        }
    }

    /// Dust or the exhaust of a machine: a thing at a place, which one mast sees or two.
    private mutating func rise(_ kind: Truth.Kind, in forest: Int, _ start: Instant, minutes: Double) {
        let place = forests[forest].anywhere(&draws)
        let end = start.advanced(by: .minutes(minutes * (0.5 + draws.part())))
        truths.append(Truth(kind: kind, place: place, start: start, end: end))
        // A tractor goes 5 km/h to and fro on its field.
        let field = kind == .tractor ? 200.0 : 0
        smoke(truths.count - 1, { _ in place.moved(eastMetres: field, northMetres: 0) }, in: forest, start, end, visible: 0.25)
    }

    /// Fog in a valley at dawn: several masts see wide white things in directions of their own.
    private mutating func fog(in forest: Int) {
        let start = moment(fromHour: 5, toHour: 9)
        for (index, mast) in forests[forest].masts.enumerated() where draws.part() < 0.4 {
            truths.append(Truth(kind: .fog, place: mast.place, start: start, end: start.advanced(by: .hours(1))))
            let azimuth = 360 * draws.part()
            let half = 3 + 15 * draws.part()
            for repeat_ in 0..<(1 + Int(3 * draws.part())) {
                let cone = Detection.Cone(
                    from: mast.place, heightMetres: 30, azimuthDegrees: azimuth, halfAngleDegrees: half, rangeMetres: Forest.cameraReachMetres)
                let at = start.advanced(by: Seconds(1_200 * draws.part() + 1_200 * Double(repeat_)))
                add(.camera, "cam-\(forest)-\(index)", at, 0.25 + 0.3 * draws.part(), "smoke", .cone(cone), truths.count - 1)
            }
        }
    }

    // MARK: Draws

    private mutating func add(
        _ source: Detection.Source, _ detector: String, _ time: Instant, _ confidence: Double, _ label: String, _ look: Detection.Look, _ truth: Int,
        delay: Double? = nil
    ) {
        count += 1
        // Seconds over the line, one in fifty minutes late.
        let late = delay ?? (draws.part() < 0.02 ? 300 * draws.part() : 5 * draws.part())
        let detection = Detection(
            id: "season/\(count)", detector: detector, source: source, time: time, confidence: confidence, label: label, look: look, synthetic: true)
        arrivals.append(Arrival(at: time.advanced(by: Seconds(late)), detection: detection, truth: truth))
    }

    private func spot(_ place: Coordinate, _ radius: Double) -> Detection.Look { .spot(Detection.Spot(point: place, uncertaintyMetres: radius)) }

    private mutating func erred(_ place: Coordinate, _ radius: Double) -> Detection.Look {
        let sigma = radius / FireFix.sigmas
        return spot(place.moved(eastMetres: sigma * draws.normal(), northMetres: sigma * draws.normal()), radius)
    }

    private mutating func moment(fromHour from: Double, toHour to: Double, span: Double? = nil) -> Instant {
        let day = (Double(parameters.days) * draws.part()).rounded(.down)
        return parameters.start.advanced(by: .hours(24 * day + from + (span ?? to - from) * draws.part()))
    }

    private static func midnight(before moment: Instant) -> Instant {
        let day: Int64 = 86_400_000
        return Instant(millisecondsSince1970: moment.millisecondsSince1970 / day * day)
    }
}

/// One forest and what watches it.
private struct Forest: Sendable {
    struct Mast: Sendable {
        let place: Coordinate
        let poseErrorDegrees: Double
    }

    let middle: Coordinate
    let sensors: [Coordinate]
    let masts: [Mast]

    init(_ index: Int, _ middle: Coordinate, _ parameters: FireSeason.Parameters, _ draws: inout SeededDraws) {
        self.middle = middle
        sensors = (0..<parameters.infraredPerForest).map { _ in Self.anywhere(about: middle, &draws) }
        masts = (0..<parameters.mastsPerForest).map { _ in
            Mast(
                place: Self.anywhere(about: middle, &draws), poseErrorDegrees: 0.7 * parameters.azimuthErrorDegrees * (2 * draws.part() - 1))
        }
    }

    func anywhere(_ draws: inout SeededDraws) -> Coordinate { Self.anywhere(about: middle, &draws) }

    private static func anywhere(about middle: Coordinate, _ draws: inout SeededDraws) -> Coordinate {
        middle.destination(distanceMetres: radiusMetres * draws.part().squareRoot(), bearingDegrees: 360 * draws.part())
    }

    /// 137 km².
    private static let radiusMetres = 6_604.0
    static let sensorReachMetres = 700.0
    static let cameraReachMetres = 10_000.0
}
