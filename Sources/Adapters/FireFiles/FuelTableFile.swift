import Wildfire

/// A city's own fuel models from a CSV file in metric units.
///
/// Columns: code, name, depth_m, extinction (fraction), heat_kJ_kg, load_1h, load_10h, load_100h, load_herb, load_woody (kg/m²), sav_1h, sav_herb,
/// sav_woody (1/m), dynamic (0 or 1: whether living grass cures). A code of a published model puts the city's own in its place.
public enum FuelTableFile {
    public static func read(_ file: String, _ bytes: some Sequence<UInt8>) throws(FireFileFault) -> [FuelModel] {
        let table = try ColumnTable(file, bytes)
        let (code, name) = (try table.requirePlace("code"), try table.requirePlace("name"))
        var places: [Int] = []
        for column in columns { places.append(try table.requirePlace(column.name)) }
        var models: [FuelModel] = []
        for row in table.rows {
            var values: [Double] = []
            for (place, column) in zip(places, columns) {
                let value = try table.number(row, place)
                guard column.bounds.contains(value) else {
                    let bounds = "\(column.bounds.lowerBound) and \(column.bounds.upperBound)"
                    throw FireFileFault(file, line: row.line, "\(column.name) is \(value); it must lie within \(bounds)")
                }
                values.append(value)
            }
            let model = FuelModel(metric: values, code: try table.whole(row, code), name: row.fields[name])
            if let fault = model.fault { throw FireFileFault(file, line: row.line, fault) }
            models.append(model)
        }
        return models
    }

    private static let columns: [(name: String, bounds: ClosedRange<Double>)] = [
        ("depth_m", 0.01...6), ("extinction", 0.05...1), ("heat_kJ_kg", 10_000...25_000), ("load_1h", 0...20), ("load_10h", 0...20),
        ("load_100h", 0...20), ("load_herb", 0...20), ("load_woody", 0...20), ("sav_1h", 0...20_000), ("sav_herb", 0...20_000),
        ("sav_woody", 0...20_000), ("dynamic", 0...1),
    ]
}

extension FuelModel {
    /// The values in the order of the file's columns.
    fileprivate init(metric values: [Double], code: Int, name: String) {
        let (load, ratio) = (1 / Self.kilogramsPerSquareMetreInPoundPerSquareFoot, Self.metresInFoot)
        self.init(
            code: code, name: name, depth: values[0] / Self.metresInFoot, extinction: values[1], heat: values[2] / 2.326,
            loads: Classes(values[3] * load, values[4] * load, values[5] * load, values[6] * load, values[7] * load),
            ratios: Classes(values[8] * ratio, 109, 30, values[9] * ratio, values[10] * ratio), isDynamic: values[11] > 0)
    }

    /// Why this cannot burn as the equations want it, or nil.
    fileprivate var fault: String? {
        if FuelCatalogue.nonBurnable.contains(code) || !(1...999).contains(code) { return "the code \(code) is not one of 1–90 and 100–999" }
        if loads.oneHour <= 0 || ratios.oneHour <= 0 { return "there is no fine dead fuel (load_1h, sav_1h), without which no fire spreads" }
        let living = [(loads.herbaceous, ratios.herbaceous, "herb"), (loads.woody, ratios.woody, "woody")]
        return living.first { $0.0 > 0 && $0.1 <= 0 }.map { "load_\($0.2) is given without sav_\($0.2)" }
    }

    private static let metresInFoot = 0.3048
    private static let kilogramsPerSquareMetreInPoundPerSquareFoot = 4.882_427_6
}
