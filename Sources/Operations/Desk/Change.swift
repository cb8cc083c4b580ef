import City

/// Something that the screens show has changed: ready to send, with what is needed to decide who may see it.
public struct Change: Sendable {
    public enum Topic: String, Sendable { case alert, incident, notice, rainRound, drone, droneLink }

    /// The log position after which this holds; several changes may share one.
    public let position: Int64
    public let topic: Topic
    /// The township and district that the matter lies in, and its owner: whoever answers for one of them sees it.
    public let centers: [CenterCode]
    /// Departments and teams that have a task in it, or are addressed by it.
    public let departments: [DepartmentID]
    public let teams: [TeamID]
    private let encode: @Sendable () -> [UInt8]

    /// The view as JSON, made when it is asked for: off the desk, and not at all while nobody looks.
    public var json: [UInt8] { encode() }

    init(
        position: Int64, topic: Topic, centers: [CenterCode], departments: [DepartmentID] = [], teams: [TeamID] = [],
        encode: @escaping @Sendable () -> [UInt8]
    ) {
        self.position = position
        self.topic = topic
        self.centers = centers
        self.departments = departments
        self.teams = teams
        self.encode = encode
    }
}

/// Puts what became durable back into the order of the log before anybody hears of it: callers resume in any order.
struct ChangeOrder {
    private var held: [Int64: [Change]] = [:]
    private(set) var nextPosition: Int64

    init(after position: Int64) { nextPosition = position + 1 }

    /// True when everything up to the last durable position has been folded and published.
    var isGapless: Bool { held.isEmpty }

    /// Takes the changes of the events `first … last` and returns what may be published now, in order.
    mutating func take(_ changes: [Change], first: Int64, last: Int64) -> [Change] {
        for position in first..<last { held[position] = [] }
        held[last] = changes
        var ready: [Change] = []
        while let changes = held.removeValue(forKey: nextPosition) {
            ready += changes
            nextPosition += 1
        }
        return ready
    }
}
