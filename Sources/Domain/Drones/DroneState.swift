import City

/// What a drone and its dock have last said of themselves. Kept in memory and never in the log: it is told anew every two seconds.
///
/// What nobody has said is nil, which is never "all right".
public struct DroneState: Hashable, Codable, Sendable {
    public enum Mode: String, Codable, Sendable, CaseIterable {
        /// In its dock, or on the ground, ready or switched off.
        case standby
        /// Motors start, satellites are searched.
        case preparing
        case flying
        case returning
        case landing
        /// It is being upgraded.
        case upgrading
    }

    public enum DockMode: String, Codable, Sendable, CaseIterable {
        case idle
        /// A flight is going on.
        case working
        /// Somebody works on it, on the spot or from afar, or it is being upgraded.
        case maintenance
    }

    /// When the dock was last heard.
    public internal(set) var dockHeardAt: Instant?
    /// When the aircraft itself was last heard. Switched off in its dock it says nothing.
    public internal(set) var aircraftHeardAt: Instant?
    public internal(set) var position: Coordinate?
    /// Above the dock.
    public internal(set) var heightMetres: Double?
    /// Clockwise from north, 0 ..< 360.
    public internal(set) var headingDegrees: Double?
    public internal(set) var speedMetresPerSecond: Double?
    /// 0 … 100.
    public internal(set) var batteryPercent: Int?
    public internal(set) var mode: Mode?
    public internal(set) var dockMode: DockMode?
    /// The emergency stop of the dock is pressed.
    public internal(set) var isStopped: Bool?
    public internal(set) var isInDock: Bool?
    /// Measured at the dock.
    public internal(set) var windMetresPerSecond: Double?
    /// 0 none … 3 heavy, measured at the dock.
    public internal(set) var rain: Int?
    /// When the dock last said that the drone is out of it.
    public internal(set) var dockOutAt: Instant?
    /// When the aircraft last said that it flies.
    public internal(set) var flyingHeardAt: Instant?
    /// When each part was last told.
    private var toldAt: [Part: Instant] = [:]
    /// Since when the dock has said without a gap that it is idle with the drone in it; nil while it is not.
    public internal(set) var atRestSince: Instant?

    public init() {}

    /// What a flight is allowed by, each with a moment of its own: a message that tells one of them says nothing of the others.
    private enum Part: String, Hashable, Codable, Sendable { case position, battery, dockMode, inDock, wind }

    /// Docks and drones report every two seconds (DJI Cloud API, `pushMode` 0: 0.5 Hz); fifteen reports that are missing are silence.
    public static let staleAfter: Seconds = 30

    public func isDockSilent(at moment: Instant) -> Bool { dockHeardAt.map { moment.since($0) > Self.staleAfter } ?? true }

    public func isAircraftSilent(at moment: Instant) -> Bool { aircraftHeardAt.map { moment.since($0) > Self.staleAfter } ?? true }

    /// True when there is no place, or one that has not been told for too long: a drone without a fix tells all but that.
    public func isPositionOld(at moment: Instant) -> Bool { !isFresh(.position, at: moment) }

    /// The same without what has not been told for too long, which is not known any more. Rain and the emergency stop, which only stand against
    /// a flight, stay as they were last told.
    public func current(at moment: Instant) -> DroneState {
        var state = self
        if !isFresh(.position, at: moment) { state.position = nil }
        if !isFresh(.battery, at: moment) { state.batteryPercent = nil }
        if !isFresh(.dockMode, at: moment) { state.dockMode = nil }
        if !isFresh(.inDock, at: moment) { state.isInDock = nil }
        if !isFresh(.wind, at: moment) { state.windMetresPerSecond = nil }
        return state
    }

    private func isFresh(_ part: Part, at moment: Instant) -> Bool { toldAt[part].map { moment.since($0) <= Self.staleAfter } ?? false }

    /// Takes in what was said. A part that is not in it stays as it was, with the moment at which it was told.
    public mutating func take(_ told: DroneTelemetry, at moment: Instant) {
        let wasSilent = isDockSilent(at: moment)
        switch told.source {
        case .dock: dockHeardAt = moment
        case .aircraft: aircraftHeardAt = moment
        }
        put(told.isInDock, to: \.isInDock, .inDock, at: moment)
        put(told.dockMode, to: \.dockMode, .dockMode, at: moment)
        put(told.windMetresPerSecond, to: \.windMetresPerSecond, .wind, at: moment)
        put(told.position, to: \.position, .position, at: moment)
        // The dock knows the battery of what lies in it, and an old number of what does not.
        if told.source == .aircraft || isInDock == true && isFresh(.inDock, at: moment) {
            put(told.batteryPercent, to: \.batteryPercent, .battery, at: moment)
        }
        heightMetres = told.heightMetres ?? heightMetres
        headingDegrees = told.headingDegrees ?? headingDegrees
        speedMetresPerSecond = told.speedMetresPerSecond ?? speedMetresPerSecond
        mode = told.mode ?? mode
        isStopped = told.isStopped ?? isStopped
        rain = told.rain ?? rain
        if told.mode == .flying { flyingHeardAt = moment }
        if told.isInDock == true {
            position = nil
            heightMetres = nil
            speedMetresPerSecond = nil
        }
        guard told.source == .dock else { return }
        if told.isInDock == false { dockOutAt = moment }
        let now = current(at: moment)
        let isAtRest = now.isInDock == true && now.dockMode == .idle
        atRestSince = isAtRest ? (wasSilent ? moment : atRestSince ?? moment) : nil
    }

    private mutating func put<Value>(_ value: Value?, to field: WritableKeyPath<DroneState, Value?>, _ part: Part, at moment: Instant) {
        guard let value else { return }
        self[keyPath: field] = value
        toldAt[part] = moment
    }
}

/// One message of a dock or its aircraft about itself, with what was in it.
public struct DroneTelemetry: Hashable, Sendable {
    public enum Source: Sendable { case dock, aircraft }

    public let source: Source
    public var position: Coordinate?
    public var heightMetres: Double?
    public var headingDegrees: Double?
    public var speedMetresPerSecond: Double?
    public var batteryPercent: Int?
    public var mode: DroneState.Mode?
    public var dockMode: DroneState.DockMode?
    public var isStopped: Bool?
    public var isInDock: Bool?
    public var windMetresPerSecond: Double?
    public var rain: Int?

    public init(_ source: Source) { self.source = source }
}
