import City

/// Which series a site has: groups of like sensors, counted from 01.
struct SensorLayout {
    private struct Channel {
        let suffix: String
        let name: LocalizedText
        let property: String
        let unit: String
        let interval: Seconds
        let minimum: Double?
        let maximum: Double?
    }

    let id: String
    private let channels: [Channel]

    static func read(_ entry: Entry) -> SensorLayout? {
        entry.allowOnly("id", "channels")
        guard let id = entry.identifier("id") else { return nil }
        let channels = entry.entries("channels", each: "group of channels").flatMap(group)
        guard channels.count <= channelsMax else {
            entry.report("channels", "the layout `\(id)` has \(channels.count) channels and a site has at most \(channelsMax)")
            return nil
        }
        let names = channels.map(\.suffix)
        if Set(names).count < names.count { entry.report("channels", "two groups of the layout `\(id)` have the same prefix") }
        return SensorLayout(id: id, channels: channels)
    }

    private static func group(_ entry: Entry) -> [Channel] {
        entry.allowOnly("prefix", "count", "property", "unit", "interval", "name", "minimum", "maximum")
        guard let prefix = entry.identifier("prefix"), let count = entry.number("count"), let property = entry.identifier("property"),
            let unit = entry.string("unit"), let interval = entry.seconds("interval"), let name = entry.localized("name")
        else { return [] }
        guard count == count.rounded(), (1...Double(channelsMax)).contains(count) else {
            entry.report("count", "`count` must be a whole number from 1 to \(channelsMax)")
            return []
        }
        let minimum = entry.optionalNumber("minimum")
        let maximum = entry.optionalNumber("maximum")
        if let minimum, let maximum, minimum >= maximum {
            entry.report("minimum", "the plausible minimum \(minimum) is not below the maximum \(maximum): swap or mend them")
        }
        if interval <= .zero { entry.report("interval", "`interval` must be above 0") }
        return (1...Int(count)).map { number in
            let two = number < 10 ? "0\(number)" : "\(number)"
            return Channel(
                suffix: "\(prefix)-\(two)", name: LocalizedText(zh: "\(name.zh)-\(two)", en: "\(name.en)-\(two)"), property: property, unit: unit,
                interval: interval, minimum: minimum, maximum: maximum)
        }
    }

    /// The series of one site. They stand at its point, and all sites of a layout share the texts of their names.
    func datastreams(of site: Site) -> [Datastream] {
        channels.map { channel in
            Datastream(
                id: DatastreamID("\(site.id)-\(channel.suffix)"), name: channel.name, site: site.id, point: site.point, property: channel.property,
                unit: channel.unit, interval: channel.interval, plausibleMinimum: channel.minimum, plausibleMaximum: channel.maximum,
                synthetic: site.synthetic)
        }
    }

    /// A site warning watches no more.
    static let channelsMax = 256
}
