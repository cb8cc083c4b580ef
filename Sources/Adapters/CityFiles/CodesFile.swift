import City

/// `codes.yaml`: the status sets that the domain enforces.
enum CodesFile {
    static let name = "codes.yaml"

    static func read(_ folder: PackageFolder) -> CodeBook {
        guard let root = Entry.root(of: name, in: folder) else {
            return CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: [])
        }
        root.allowOnly("dispositions", "causes", "rejection-labels", "team-states")
        return CodeBook(
            dispositions: set("dispositions", of: root, needs: [("false-alarm", "a false alarm could not be closed without it")]), causes: set("causes", of: root), rejectionLabels: set("rejection-labels", of: root),
            teamStates: set("team-states", of: root, needs: [("available", "the dispatch desk relies on it")]))
    }

    private static func set(_ key: String, of root: Entry, needs: [(id: String, why: String)] = []) -> [Code] {
        var seen: Set<String> = []
        let codes = root.entries(key, each: "code").compactMap { entry -> Code? in
            entry.allowOnly("id", "name", "archived")
            guard let id = entry.identifier("id"), let name = entry.localized("name") else { return nil }
            if !seen.insert(id).inserted { entry.report("id", "the code `\(id)` stands twice in \(key): rename one or archive it") }
            return Code(id: id, name: name, archived: entry.bool("archived", default: false))
        }
        if root.has(key), !codes.contains(where: { !$0.archived }) {
            root.report(key, "\(key) has no code in use: leave at least one that is not archived")
        }
        for need in needs where !CodeBook.isUsable(need.id, in: codes) && !codes.isEmpty {
            root.report(key, "\(key) lacks `\(need.id)`: \(need.why); add it, not archived")
        }
        return codes
    }
}
