import City

/// The columns of `datastreams.csv` that say how a sensor is set up, each of which may be missing: `gain`, `offset`, `calibrated` (a day), `bearing` and
/// `tilt` (degrees), `surface`.
enum SensorSettingColumns {
    /// Nil where a row says none of it.
    static func setting(_ row: CSVTable.Row, in table: CSVTable) -> SensorSetting? {
        let columns = ["gain", "offset", "calibrated", "bearing", "tilt", "surface"]
        guard columns.contains(where: { !table.text(row, $0).isEmpty }) else { return nil }
        let name = table.text(row, "surface")
        let surface = SensorSetting.Surface(rawValue: name)
        if !name.isEmpty, surface == nil {
            let known = SensorSetting.Surface.allCases.map(\.rawValue).joined(separator: ", ")
            table.report(row, "`surface` must be one of \(known), not `\(name.prefix(40))`")
        }
        let day = table.text(row, "calibrated")
        if !day.isEmpty, !isDay(day) { table.report(row, "`calibrated` must be a day such as 2026-03-14, not `\(day.prefix(40))`") }
        let bearing = number(row, "bearing", in: table, within: 0...360, "degrees clockwise from north")
        let tilt = number(row, "tilt", in: table, within: -90...90, "degrees above the horizon")
        if (bearing == nil) != (tilt == nil) { table.report(row, "`bearing` and `tilt` say together where a sensor looks: give both or none") }
        return SensorSetting(
            gain: number(row, "gain", in: table, within: gains, "a factor") ?? 1,
            offset: number(row, "offset", in: table, within: offsets, "the unit of the series") ?? 0, calibratedOn: day.isEmpty ? nil : day,
            bearing: bearing, tilt: tilt, surface: surface)
    }

    private static func number(
        _ row: CSVTable.Row, _ column: String, in table: CSVTable, within range: ClosedRange<Double>, _ meaning: String
    ) -> Double? {
        guard let value = table.number(row, column) else { return nil }
        guard range.contains(value) else {
            table.report(row, "`\(column)` must be from \(range.lowerBound) to \(range.upperBound) (\(meaning)), not \(value)")
            return nil
        }
        return value
    }

    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]), Int(parts[0]) != nil else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    /// A sensor further off than that is broken, not out of calibration.
    private static let gains = 0.5...2.0
    private static let offsets = -100.0...100.0
}
