import Foundation

extension SmallFiles {
    /// True for a name that the system's zone data knows.
    static func isTimeZone(_ name: String) -> Bool { name.contains("/") && TimeZone(identifier: name) != nil }
}
