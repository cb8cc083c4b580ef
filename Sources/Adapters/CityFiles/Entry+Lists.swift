import City
import Yams

/// Lists and maps inside a mapping.
extension Entry {
    /// The mappings under a key. A missing key is a fault when `required`.
    func entries(_ key: String, each: String, required: Bool = true) -> [Entry] {
        nodes(key, form: "a list of \(each)s", required: required).compactMap { Entry($0, what: each, file: place.file, faults: faults) }
    }

    /// One mapping under a key.
    func entry(_ key: String, required: Bool = true) -> Entry? {
        guard let node = node(key) else {
            if required { missing(key, "a mapping") }
            return nil
        }
        return Entry(node, what: "`\(key)` of \(what)", file: place.file, faults: faults)
    }

    /// The texts under a key, each with its place.
    func strings(_ key: String, required: Bool = true) -> [Located<String>] {
        nodes(key, form: "a list of texts", required: required).compactMap { node in
            guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
                faults.report(place(of: node), "`\(key)` of \(what) must hold texts, not \(Self.form(of: node))")
                return nil
            }
            return Located(value: scalar.string, place: place(of: node))
        }
    }

    /// Numbers by name, such as the limits of a rule.
    func numbers(_ key: String) -> [String: Double] {
        guard let entry = entry(key, required: false) else { return [:] }
        var numbers: [String: Double] = [:]
        for (name, _) in entry.keys { numbers[name] = entry.number(name) }
        return numbers
    }

    private func nodes(_ key: String, form: String, required: Bool) -> [Node] {
        guard let node = node(key) else {
            if required { missing(key, form) }
            return []
        }
        guard case .sequence(let sequence) = node else {
            report(key, "`\(key)` of \(what) must be \(form), not \(Self.form(of: node))")
            return []
        }
        return Array(sequence)
    }
}
