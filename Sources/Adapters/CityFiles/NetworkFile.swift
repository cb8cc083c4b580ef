import City

/// `network.csv`: the hub, the districts and the townships.
enum NetworkFile {
    static let name = "network.csv"
    private static let columns = [
        "code", "level", "parent", "statistical_parent", "name_zh", "name_en", "latitude", "longitude", "coord_source", "placeholder",
        "membership_unverified", "population", "valid_from", "valid_until",
    ]

    static func read(_ folder: PackageFolder) -> [Located<Center>] {
        guard let text = folder.text(name), let table = CSVTable(text, file: name, columns: columns, faults: folder.faults) else { return [] }
        guard table.rows.count <= centerCountMax else {
            folder.faults.report(Place(file: name, line: 1), "\(table.rows.count) centers: at most \(centerCountMax) are read")
            return []
        }
        return table.rows.compactMap { row in
            center(row, in: table, faults: folder.faults).map { Located(value: $0, place: row.place) }
        }
    }

    private static func center(_ row: CSVTable.Row, in table: CSVTable, faults: FaultLog) -> Center? {
        guard let code = table.required(row, "code"), let levelName = table.required(row, "level"), let zh = table.required(row, "name_zh"),
            let en = table.required(row, "name_en")
        else { return nil }
        guard code.utf8.count <= Entry.identifierBytesMax, code.utf8.allSatisfy(Entry.isIdentifierByte) else {
            faults.report(row.place, "code `\(code.prefix(60))`: use only letters, digits, `.`, `-` and `_`")
            return nil
        }
        guard let level = CenterLevel(rawValue: levelName) else {
            faults.report(row.place, "level `\(levelName)` is none of municipal, district, township")
            return nil
        }
        let parent = table.text(row, "parent")
        let statistical = table.text(row, "statistical_parent")
        return Center(
            code: CenterCode(code), level: level, name: LocalizedText(zh: zh, en: en), parent: parent.isEmpty ? nil : CenterCode(parent),
            statisticalParent: statistical.isEmpty ? nil : CenterCode(statistical), point: table.point(row),
            pointIsPlaceholder: table.bool(row, "placeholder"), membershipUnverified: table.bool(row, "membership_unverified"),
            pointSource: table.text(row, "coord_source"), population: population(row, in: table, faults: faults),
            validFrom: table.instant(row, "valid_from"), validUntil: table.instant(row, "valid_until"))
    }

    private static func population(_ row: CSVTable.Row, in table: CSVTable, faults: FaultLog) -> Int? {
        guard let number = table.number(row, "population") else { return nil }
        guard number >= 0, number < 1e9, number == number.rounded() else {
            faults.report(row.place, "`population` must be a whole number from 0, not `\(table.text(row, "population"))`")
            return nil
        }
        return Int(number)
    }

    /// Ten times the largest city there is; a bigger file is not a network.
    static let centerCountMax = 20_000
}

extension CSVTable {
    /// A moment: RFC 3339, or a date that stands for its first moment in UTC. Nil when the field is empty.
    func instant(_ row: Row, _ column: String) -> Instant? {
        let value = text(row, column)
        if value.isEmpty { return nil }
        if let instant = Instant(rfc3339: value.utf8.count == 10 ? value + "T00:00:00Z" : value) { return instant }
        report(row, "`\(column)` must be a date such as 2026-07-01, or empty, not `\(value.prefix(40))`")
        return nil
    }

    /// The point of a row from `latitude` and `longitude`; nil when both are empty.
    func point(_ row: Row) -> Coordinate? {
        if text(row, "latitude").isEmpty && text(row, "longitude").isEmpty { return nil }
        guard !text(row, "latitude").isEmpty, !text(row, "longitude").isEmpty else {
            report(row, "one of `latitude` and `longitude` is empty: give both or neither")
            return nil
        }
        guard let latitude = number(row, "latitude"), let longitude = number(row, "longitude") else { return nil }
        let point = Coordinate(latitude: latitude, longitude: longitude)
        guard point.isOnEarth else {
            report(row, "the point \(latitude), \(longitude) lies outside ±90° latitude, ±180° longitude: check whether the two were swapped")
            return nil
        }
        return point
    }
}
