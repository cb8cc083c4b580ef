import City
import Geo
import Incidents
import Wildfire

/// All that a picture is made of, gathered before the work begins: from here on nothing waits for a desk.
struct FireQuestion: Sendable {
    /// A team that may be sent, or is at the fire.
    struct Crew: Sendable {
        let team: Team
        let isFree: Bool
        let isOnScene: Bool
        /// Where it says that it is, whether or not that may be reckoned with.
        var position: CrewPosition?
    }

    let incident: Incident
    let forest: Forest
    let ground: ForestGround
    let weather: WeatherNow
    var forecast: ForecastLabel?
    let outlook: WeatherOutlook
    let bands: [WeatherBand]
    let start: Instant
    let origin: FireForecast.Origin
    /// Metres.
    let deviation: Double
    let crews: [Crew]
    let zones: [RiskZone]
    /// Closed for other reasons than this fire.
    let closed: [Polygon]
    let times: [AttackRecord.Step: Instant]
    let now: Instant
    /// What was measured of its edge, oldest first.
    var measured: [FirePicture.MeasuredRow] = []
    /// km² at the steps of the attack that lie before `start`, as the picture before said.
    var knownAreas: [String: Double] = [:]
    var notes: [LocalizedText]
}
