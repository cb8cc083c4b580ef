import Wildfire

/// The component tables of the Chinese fire weather grade as a city has typed them in: component, from, points.
///
/// Components are temperature (°C), humidity (per cent), dryDays, wind (Beaufort) and season (month); each row says from which value on how many
/// points are given.
public enum GradeTablesFile {
    public static func read(_ file: String, _ bytes: some Sequence<UInt8>) throws(FireFileFault) -> FireWeatherTables {
        let table = try ColumnTable(file, bytes)
        let (name, from, points) = (try table.requirePlace("component"), try table.requirePlace("from"), try table.requirePlace("points"))
        var steps: [FireWeatherTables.Component: [FireWeatherTables.Step]] = [:]
        for row in table.rows {
            guard let component = FireWeatherTables.Component(rawValue: row.fields[name]) else {
                let known = FireWeatherTables.Component.allCases.map(\.rawValue).joined(separator: ", ")
                throw FireFileFault(file, line: row.line, "the component '\(row.fields[name])' is not one of \(known)")
            }
            steps[component, default: []].append(
                FireWeatherTables.Step(from: try table.number(row, from), points: try table.number(row, points)))
        }
        do throws(FireWeatherTables.Fault) {
            return try FireWeatherTables(steps)
        } catch {
            switch error {
            case .missing(let component): throw FireFileFault(file, "it has no row for \(component.rawValue)")
            case .unordered(let component): throw FireFileFault(file, "the rows of \(component.rawValue) do not rise by 'from'")
            }
        }
    }
}
