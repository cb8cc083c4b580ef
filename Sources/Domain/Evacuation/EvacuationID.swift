import City
import Incidents

/// Names the evacuation of one zone for one incident, and its stream `evacuation/…`: `I-000001.diaozui-foot`.
public struct EvacuationID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(_ incident: IncidentID, _ zone: ZoneID) { rawValue = Self.prefix(of: incident) + zone.rawValue }

    /// What the names of all evacuations of an incident begin with. Numbers of incidents have no dot, so no other incident's do.
    public static func prefix(of incident: IncidentID) -> String { incident.rawValue + "." }
}
