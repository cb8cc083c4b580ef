import City

/// Names one alert, and its stream `alert/…`.
public struct AlertID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one incident, and its stream `incident/…`.
public struct IncidentID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one task within its incident: `t1`, `t2` … in the order of creation.
public struct TaskID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one statutory report of the clock table, such as `first`.
public struct ReportID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What a clock measures: `acknowledge`, `verify`, `response`, `update`, `close`, `handOver`, `regrade`, `personnel`, `done` or `report/<id>`.
public struct ClockKind: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let acknowledge: ClockKind = "acknowledge"
    public static let verify: ClockKind = "verify"
    public static let response: ClockKind = "response"
    public static let update: ClockKind = "update"
    public static let close: ClockKind = "close"
    public static let handOver: ClockKind = "handOver"
    public static let personnel: ClockKind = "personnel"
    public static let regrade: ClockKind = "regrade"
    public static let done: ClockKind = "done"
    public static func report(_ id: ReportID) -> ClockKind { ClockKind("report/" + id.rawValue) }
}
