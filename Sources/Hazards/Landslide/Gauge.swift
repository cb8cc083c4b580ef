import City
import HazardKit
import Sensing

/// The one rain gauge that a rain rule watches.
struct Gauge {
    let datastream: Datastream

    init(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        guard rule.datastreams.count == 1, let id = rule.datastreams.first else {
            throw rule.fault("a rain rule watches exactly one gauge; write one rule for each")
        }
        guard let datastream = city.datastream(id) else { throw rule.fault("the datastream '\(id)' is not among the city's datastreams") }
        let interval = datastream.interval.value
        guard interval >= 60, interval <= 3600, 3600.truncatingRemainder(dividingBy: interval) == 0 else {
            throw rule.fault(
                "the gauge '\(id)' reports every \(Figure.text(interval)) s; a rain rule needs steps that divide an hour, 60 s to 3600 s")
        }
        self.datastream = datastream
    }

    /// A number of whole hours within the bound.
    static func hours(_ name: String, standard: Double, in rule: RuleParameters) throws(RuleFault) -> Int {
        let value = try rule.getPositive(name, standard: standard)
        guard value == value.rounded(), value <= hoursMax else {
            throw rule.fault("'\(name)' must be a whole number of hours, at most \(Figure.text(hoursMax))")
        }
        return Int(value)
    }

    /// Sixty days: beyond that a slope's wetness is a matter of seasons.
    static let hoursMax: Double = 1440
}
