/// What may lie in the repository at all.
enum TrackedFileRules {
    static let bytesMax = 1_000_000

    /// Larger files that have a reason to be here.
    static let largeOnes: Set<String> = []

    static func misplaced(_ path: String) -> [Violation] {
        let parts = path.split(separator: "/")
        let built = parts.contains { $0 == ".build" || $0.hasPrefix(".build-") || $0 == "Package.resolved" || $0 == ".venv" || $0 == "__pycache__" }
        return built ? [Violation(path: path, line: 0, message: "is made by a build and is not kept in git")] : []
    }

    static func tooLarge(_ path: String, bytes: Int) -> [Violation] {
        guard bytes > bytesMax, !largeOnes.contains(path) else { return [] }
        return [Violation(path: path, line: 0, message: "\(bytes) bytes; above \(bytesMax) a file is generated or fetched instead")]
    }
}
