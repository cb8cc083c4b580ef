import City
import Yams

/// One mapping of a YAML file. Reading a key that is missing or of the wrong type reports a fault and yields nil.
struct Entry {
    let what: String
    let place: Place
    let faults: FaultLog
    private let pairs: [(key: String, node: Node)]

    init?(_ node: Node, what: String, file: String, faults: FaultLog) {
        let place = Place(file: file, line: node.mark?.line ?? 1)
        guard case .mapping(let mapping) = node else {
            faults.report(place, "\(what) must be a mapping such as `id: …`, not \(Self.form(of: node))")
            return nil
        }
        self.what = what
        self.place = place
        self.faults = faults
        pairs = mapping.map { ($0.key.string ?? "", $0.value) }
    }

    /// The mapping that makes up a whole file.
    static func root(of file: String, in folder: PackageFolder) -> Entry? {
        guard let text = folder.text(file) else { return nil }
        return root(text, of: file, in: folder)
    }

    static func root(_ text: String, of file: String, in folder: PackageFolder) -> Entry? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                folder.faults.report(Place(file: file, line: 1), "the file is empty: see cities/chongqing/\(file) for its form")
                return nil
            }
            return Entry(node, what: "the file", file: file, faults: folder.faults)
        } catch {
            let fault = YAMLFault(error)
            folder.faults.report(Place(file: file, line: fault.line), fault.message)
            return nil
        }
    }

    /// The node of a key; nil where the key is absent or its value empty.
    func node(_ key: String) -> Node? {
        guard let node = pairs.first(where: { $0.key == key })?.node else { return nil }
        if case .scalar(let scalar) = node, scalar.string.isEmpty || node.null != nil { return nil }
        return node
    }

    /// The text of a key as it stands, without complaint when there is none.
    func glance(_ key: String) -> String? { node(key)?.scalar?.string }

    func has(_ key: String) -> Bool { node(key) != nil }

    func place(of key: String) -> Place { Place(file: place.file, line: node(key)?.mark?.line ?? place.line) }
    func place(of node: Node) -> Place { Place(file: place.file, line: node.mark?.line ?? place.line) }

    func report(_ key: String, _ message: String) { faults.report(place(of: key), message) }

    /// Reports keys that nobody reads: a misspelt optional key would otherwise vanish silently.
    func allowOnly(_ keys: String...) {
        for (key, node) in pairs where !keys.contains(key) {
            faults.report(place(of: node), "\(what) has no key `\(key)`; its keys are \(keys.joined(separator: ", "))")
        }
    }

    func missing(_ key: String, _ form: String) {
        faults.report(place, "\(what) lacks `\(key)`: add \(form)")
    }

    var keys: [(key: String, node: Node)] { pairs }

    static func form(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): "`\(scalar.string.prefix(40))`"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }
}
