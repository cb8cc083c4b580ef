import City
import HazardKit

/// Grades and levels, which stand in several files.
extension Entry {
    func grade(_ key: String) -> String? {
        guard let text = string(key) else { return nil }
        guard Grade(rawValue: text) != nil else {
            report(key, "grade `\(text.prefix(20))` is none of I, II, III, IV")
            return nil
        }
        return text
    }

    func grades(_ key: String) -> [String] {
        let all = strings(key)
        for grade in all where Grade(rawValue: grade.value) == nil {
            faults.report(grade.place, "grade `\(grade.value.prefix(20))` is none of I, II, III, IV")
        }
        if has(key), all.isEmpty { report(key, "`\(key)` of \(what) is empty: name at least one grade") }
        return all.map(\.value)
    }

    func level(_ key: String) -> CenterLevel? {
        guard let text = string(key) else { return nil }
        guard let level = CenterLevel(rawValue: text) else {
            report(key, "level `\(text.prefix(20))` is none of township, district, municipal")
            return nil
        }
        return level
    }

    func levels(_ key: String) -> [CenterLevel] {
        strings(key).compactMap { text in
            guard let level = CenterLevel(rawValue: text.value) else {
                faults.report(text.place, "level `\(text.value.prefix(20))` is none of township, district, municipal")
                return nil
            }
            return level
        }
    }
}
