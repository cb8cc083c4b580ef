import City
import Geo

/// The area that a matter covered at a time, as somebody measured it: the edge of a fire, of a flood, of a slide.
public struct MeasuredExtent: Codable, Hashable, Sendable {
    /// One area: its outer ring first, then its holes.
    public typealias Area = [[Coordinate]]

    /// When it was so, not when it was told.
    public let at: Instant
    public let areas: [Area]
    public let squareKilometres: Double
    /// How it was measured.
    public let note: String?
    /// What was expected for that moment; nil where nothing was.
    public let expectation: Expectation?

    /// A forecast beside what was measured.
    public struct Expectation: Codable, Hashable, Sendable {
        public let squareKilometres: Double
        /// Intersection over union of what was expected and what was measured, 0 to 1.
        public let overlap: Double

        public init(squareKilometres: Double, overlap: Double) {
            self.squareKilometres = squareKilometres
            self.overlap = overlap
        }
    }
}

/// Somebody has measured how far it reaches.
public struct MeasureExtent: Hashable, Sendable {
    public let at: Instant
    public let areas: [MeasuredExtent.Area]
    public let note: String?
    public let expectation: MeasuredExtent.Expectation?

    public init(at: Instant, areas: [MeasuredExtent.Area], note: String?, expectation: MeasuredExtent.Expectation?) {
        (self.at, self.areas, self.note, self.expectation) = (at, areas, note, expectation)
    }
}

/// How far it reached at a time.
public struct ExtentMeasured: EventBody {
    public static let type = "ExtentMeasured"
    public let extent: MeasuredExtent
}

extension Incident {
    /// Taken while it is dealt with; a later measurement of an earlier time is taken as well.
    func measure(_ measure: MeasureExtent, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "measured")
        try Wording.check(measure.note, "note")
        guard measure.at.since(context.now) <= Self.clockDriftMax else {
            throw Refusal(.extentTime, "\(measure.at.rfc3339) is yet to come. Say when the edge was seen there.", field: "at")
        }
        guard openedAt.since(measure.at) <= Self.extentBeforeMax else {
            throw Refusal(.extentTime, "\(measure.at.rfc3339) lies more than a day before incident \(id) was opened.", field: "at")
        }
        try Self.check(measure.areas)
        try requireRoom(extentCount ?? 0, Self.extentCountMax, "measured areas")
        let extent = MeasuredExtent(
            at: measure.at, areas: measure.areas, squareKilometres: Self.squareKilometres(measure.areas), note: measure.note,
            expectation: measure.expectation)
        guard (Self.extentAreaMin...Self.extentAreaMax).contains(extent.squareKilometres) else {
            throw Refusal(
                .extentArea,
                "The area is \(extent.squareKilometres) km²; it must lie within 10 m² and \(Int(Self.extentAreaMax)) km². Check the order of "
                    + "longitude and latitude.", field: "areas")
        }
        return [.extentMeasured(ExtentMeasured(extent: extent))]
    }

    /// Says what is wrong with areas that were drawn, before anything is reckoned with them.
    public static func check(_ areas: [MeasuredExtent.Area]) throws(Refusal) {
        guard !areas.isEmpty, areas.allSatisfy({ !$0.isEmpty }) else {
            throw Refusal(.extentShape, "There is no area. Draw at least one.", field: "areas")
        }
        let points = areas.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
        guard points <= extentPointsMax else {
            throw Refusal(.extentShape, "The edge has \(points) points; at most \(extentPointsMax) are taken. Simplify it.", field: "areas")
        }
        for area in areas {
            do throws(GeoFault) {
                _ = try Polygon(outer: area[0], holes: Array(area.dropFirst()))
            } catch {
                throw Refusal(.extentShape, "This is no area: \(error).", field: "areas")
            }
            guard !area.contains(where: Ring.crossesItself) else {
                throw Refusal(.extentShape, "The edge crosses itself. Draw it round the area in one go.", field: "areas")
            }
        }
    }

    static func squareKilometres(_ areas: [MeasuredExtent.Area]) -> Double {
        let metres = areas.reduce(0) { sum, area in
            sum + Ring.squareMetres(area[0]) - area.dropFirst().reduce(0) { $0 + Ring.squareMetres($1) }
        }
        return (max(metres, 0) / 10).rounded() / 1e5
    }

    mutating func take(_ body: ExtentMeasured) {
        extentCount = (extentCount ?? 0) + 1
        if extent.map({ $0.at <= body.extent.at }) ?? true { extent = body.extent }
    }

    /// A drone's outline has some hundred points; with two thousand every side can still be held against every other one.
    public static let extentPointsMax = 2_000
    /// One every quarter of an hour for two days.
    static let extentCountMax = 200
    private static let extentAreaMin = 1e-5
    /// km²: the largest fire of the province, ten times over.
    private static let extentAreaMax = 10_000.0
    /// Clocks of phones differ by so much.
    private static let clockDriftMax = Seconds(120)
    private static let extentBeforeMax = Seconds.hours(24)
}
