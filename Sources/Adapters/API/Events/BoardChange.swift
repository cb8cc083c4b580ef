import City
import NIOCore

/// One thing that boards must hear of, in the order of the log.
public struct BoardChange: Sendable {
    /// The event's name on the wire.
    public enum Topic: String, Sendable { case alert, incident, notice, rainRound, drone, droneLink }

    public let position: Int64
    public let topic: Topic
    /// The centers that it concerns and all above them; nil means that everyone may hear it.
    public let reach: Set<CenterCode>?
    public let departments: Set<DepartmentID>
    public let teams: Set<TeamID>
    /// Gives one JSON value without line breaks; asked once, when the first board needs it.
    let json: @Sendable () -> [UInt8]

    public init(
        position: Int64, topic: Topic, reach: Set<CenterCode>?, departments: Set<DepartmentID> = [], teams: Set<TeamID> = [],
        json: @escaping @Sendable () -> [UInt8]
    ) {
        self.position = position
        self.topic = topic
        self.reach = reach
        self.departments = departments
        self.teams = teams
        self.json = json
    }

    /// The same at another position.
    func at(_ position: Int64) -> BoardChange {
        BoardChange(position: position, topic: topic, reach: reach, departments: departments, teams: teams, json: json)
    }

    /// The event as it goes over the wire, the same bytes for all listeners. Only the last event of a position carries it as its id,
    /// so that a client that loses the line in between gets the whole position again.
    func encoded(closesPosition: Bool) -> ByteBuffer {
        let json = json()
        var buffer = ByteBuffer()
        buffer.reserveCapacity(json.count + 64)
        if closesPosition { buffer.writeString("id: \(position)\n") }
        buffer.writeString("event: \(topic.rawValue)\ndata: ")
        buffer.writeBytes(json)
        buffer.writeStaticString("\n\n")
        return buffer
    }
}
