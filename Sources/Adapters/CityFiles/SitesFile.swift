import City

/// `sites.yaml` and `datastreams.csv`: the places under watch and their series.
enum SitesFile {
    static func sites(_ folder: PackageFolder) -> [Located<Site>] {
        guard let root = Entry.root(of: "sites.yaml", in: folder) else { return [] }
        root.allowOnly("sites")
        return root.entries("sites", each: "site").compactMap { entry in
            entry.allowOnly("id", "kind", "name", "township", "point", "synthetic")
            guard let id = entry.identifier("id"), let kind = entry.identifier("kind"), let name = entry.localized("name"),
                let point = entry.coordinate("point")
            else { return nil }
            let township = entry.optionalString("township").map { CenterCode($0) }
            let site = Site(
                id: SiteID(id), kind: MatterKind(kind), name: name, point: point, township: township,
                synthetic: entry.bool("synthetic", default: false))
            return Located(value: site, place: entry.place)
        }
    }

    static let datastreamsName = "datastreams.csv"
    private static let columns = [
        "id", "site", "property", "unit", "interval", "name_zh", "name_en", "latitude", "longitude", "minimum", "maximum", "synthetic",
    ]

    static func datastreams(_ folder: PackageFolder) -> [Located<Datastream>] {
        guard let text = folder.text(datastreamsName),
            let table = CSVTable(text, file: datastreamsName, columns: columns, faults: folder.faults)
        else { return [] }
        return table.rows.compactMap { row in datastream(row, in: table).map { Located(value: $0, place: row.place) } }
    }

    /// From the shore of the lowest lake to the highest summit; the column may be missing.
    private static let heightMetres = -500.0...9_000.0

    private static func datastream(_ row: CSVTable.Row, in table: CSVTable) -> Datastream? {
        guard let id = table.required(row, "id"), let property = table.required(row, "property"), let unit = table.required(row, "unit"),
            let zh = table.required(row, "name_zh"), let en = table.required(row, "name_en"), table.required(row, "interval") != nil,
            let interval = table.number(row, "interval")
        else { return nil }
        guard let point = table.point(row) else {
            if table.text(row, "latitude").isEmpty { table.report(row, "the datastream `\(id)` has no point: give latitude and longitude") }
            return nil
        }
        if interval <= 0 || interval > Entry.spanSecondsMax { table.report(row, "`interval` must be a number of seconds above 0") }
        let minimum = table.number(row, "minimum")
        let maximum = table.number(row, "maximum")
        if let minimum, let maximum, minimum >= maximum {
            table.report(row, "the plausible minimum \(minimum) is not below the maximum \(maximum): swap or mend them")
        }
        let height = table.number(row, "height")
        if let height, !heightMetres.contains(height) {
            table.report(row, "`height` must be metres from \(Int(heightMetres.lowerBound)) to \(Int(heightMetres.upperBound)), not \(height)")
        }
        let site = table.text(row, "site")
        return Datastream(
            id: DatastreamID(id), name: LocalizedText(zh: zh, en: en), site: site.isEmpty ? nil : SiteID(site), point: point,
            heightMetres: height, property: property,
            unit: unit, interval: Seconds(min(max(interval, 0), Entry.spanSecondsMax)), plausibleMinimum: minimum, plausibleMaximum: maximum,
            setting: SensorSettingColumns.setting(row, in: table), synthetic: table.bool(row, "synthetic"))
    }
}
