import City

/// Checks that the network is a tree of three levels, that every unit can be found, and that no code means two units at once.
struct NetworkCheck {
    let centers: [Located<Center>]
    let bounded: Set<CenterCode>
    let faults: FaultLog

    func run() {
        let byCode = Dictionary(grouping: centers, by: \.value.code)
        let hubs = centers.filter { $0.value.level == .municipal }
        if hubs.isEmpty { report(Place(file: NetworkFile.name, line: 1), "no center has the level municipal: a network has one hub") }
        for hub in hubs.dropFirst() where hub.value.code != hubs[0].value.code {
            report(hub.place, "`\(hub.value.code)` is a second hub beside line \(hubs[0].place.line): a network has one")
        }
        for center in centers {
            checkParent(center, byCode: byCode)
            checkDates(center.value, center.place)
            if center.value.level == .township, center.value.point == nil, !bounded.contains(center.value.code) {
                report(center.place, "township `\(center.value.code)` has neither a point nor a boundary, so no place is ever found in it: give one")
            }
        }
        for rows in byCode.values where rows.count > 1 { checkOverlap(rows.sorted { $0.place.line < $1.place.line }) }
    }

    private func checkParent(_ center: Located<Center>, byCode: [CenterCode: [Located<Center>]]) {
        let code = center.value.code
        if let statistical = center.value.statisticalParent, byCode[statistical] == nil {
            report(center.place, "the statistical parent `\(statistical)` of `\(code)` is unknown: no row has this code")
        }
        guard let parent = center.value.parent else {
            if center.value.level != .municipal { report(center.place, "`\(code)` has no parent: only the hub has none") }
            return
        }
        guard let rows = byCode[parent] else {
            report(center.place, "the parent `\(parent)` of `\(code)` is unknown: no row has this code")
            return
        }
        let wanted: CenterLevel? =
            switch center.value.level {
            case .township: .district
            case .district: .municipal
            case .municipal: nil
            }
        guard let wanted else {
            report(center.place, "the hub `\(code)` has a parent: leave the column empty")
            return
        }
        if !rows.contains(where: { $0.value.level == wanted }) {
            report(
                center.place,
                "`\(code)` is a \(center.value.level.rawValue) and its parent `\(parent)` a \(rows[0].value.level.rawValue): the parent must be a \(wanted.rawValue)"
            )
        }
    }

    private func checkDates(_ center: Center, _ place: Place) {
        if let from = center.validFrom, let until = center.validUntil, from >= until {
            report(place, "`\(center.code)` is valid from \(from.rfc3339) until \(until.rfc3339): the end must come after the start")
        }
    }

    private func checkOverlap(_ rows: [Located<Center>]) {
        for (index, row) in rows.enumerated() {
            guard let earlier = rows[..<index].first(where: { overlaps($0.value, row.value) }) else { continue }
            let dated = [row, earlier].contains { $0.value.validFrom != nil || $0.value.validUntil != nil }
            report(
                row.place,
                dated
                    ? "the validity of `\(row.value.code)` overlaps that on line \(earlier.place.line): end the one before the other begins"
                    : "the code `\(row.value.code)` stands here and on line \(earlier.place.line): remove one, or give both validity dates")
        }
    }

    private func overlaps(_ left: Center, _ right: Center) -> Bool {
        func begins(_ a: Center, beforeEndOf b: Center) -> Bool {
            guard let from = a.validFrom, let until = b.validUntil else { return true }
            return from < until
        }
        return begins(left, beforeEndOf: right) && begins(right, beforeEndOf: left)
    }

    private func report(_ place: Place, _ message: String) { faults.report(place, message) }
}
