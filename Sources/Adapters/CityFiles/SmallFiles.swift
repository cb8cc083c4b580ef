import City

/// `city.yaml`, `departments.yaml` and `kinds.yaml`: one short list each.
enum SmallFiles {
    static func header(_ folder: PackageFolder) -> PackageDraft.Header? {
        guard let root = Entry.root(of: "city.yaml", in: folder) else { return nil }
        root.allowOnly("id", "name", "time-zone", "attribution", "notes")
        let attribution = root.strings("attribution", required: false).map(\.value)
        let notes = root.strings("notes", required: false).map(\.value)
        guard let id = root.identifier("id"), let name = root.localized("name"), let timeZone = root.string("time-zone") else { return nil }
        if !isTimeZone(timeZone) {
            root.report("time-zone", "the time zone `\(timeZone.prefix(40))` is not known: give an IANA name such as Asia/Shanghai")
        }
        return PackageDraft.Header(id: id, name: name, timeZone: timeZone, attribution: attribution, notes: notes)
    }

    static func departments(_ folder: PackageFolder) -> [Located<Department>] {
        guard let root = Entry.root(of: "departments.yaml", in: folder) else { return [] }
        root.allowOnly("departments")
        return root.entries("departments", each: "department").compactMap { entry in
            entry.allowOnly("id", "name")
            guard let id = entry.identifier("id"), let name = entry.localized("name") else { return nil }
            return Located(value: Department(id: DepartmentID(id), name: name), place: entry.place)
        }
    }

    static func kinds(_ folder: PackageFolder) -> [Located<Kind>] {
        guard let root = Entry.root(of: "kinds.yaml", in: folder) else { return [] }
        root.allowOnly("kinds")
        return root.entries("kinds", each: "kind").compactMap { entry in
            entry.allowOnly("id", "name", "merge-radius", "merge-window")
            guard let id = entry.identifier("id"), let name = entry.localized("name"), let radius = entry.number("merge-radius"),
                let window = entry.seconds("merge-window")
            else { return nil }
            if radius < 0 || radius > mergeRadiusMetresMax {
                entry.report("merge-radius", "the merge radius of kind `\(id)` must lie between 0 and \(Int(mergeRadiusMetresMax)) metres")
            }
            return Located(value: Kind(id: MatterKind(id), name: name, mergeRadiusMetres: radius, mergeWindow: window), place: entry.place)
        }
    }

    /// Wider than this and every report in a district would be one matter.
    private static let mergeRadiusMetresMax = 50_000.0
}
