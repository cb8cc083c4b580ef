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
            dispositions: set("dispositions", of: root, needs: [("false-alarm", "a false alarm could not be closed without it")]),
            causes: set("causes", of: root), rejectionLabels: set("rejection-labels", of: root),
            teamStates: set("team-states", of: root, needs: [("available", "the dispatch desk relies on it")], mayKeepHome: true))
    }

    /// - Parameter mayKeepHome: true for the states of teams, of which some keep a team from being sent.
    private static func set(
        _ key: String, of root: Entry, needs: [(id: String, why: String)] = [], mayKeepHome: Bool = false
    ) -> [Code] {
        var seen: Set<String> = []
        let codes = root.entries(key, each: "code").compactMap { entry -> Code? in
            if mayKeepHome { entry.allowOnly("id", "name", "archived", "dispatchable") } else { entry.allowOnly("id", "name", "archived") }
            guard let id = entry.identifier("id"), let name = entry.localized("name") else { return nil }
            if !seen.insert(id).inserted { entry.report("id", "the code `\(id)` stands twice in \(key): rename one or archive it") }
            let dispatchable = entry.bool("dispatchable", default: true)
            if needs.contains(where: { $0.id == id }), !dispatchable {
                entry.report("dispatchable", "the code `\(id)` is what a team is that has said nothing, so it must be dispatchable: remove the line")
            }
            return Code(id: id, name: name, archived: entry.bool("archived", default: false), dispatchable: dispatchable)
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
