import Foundation

/// Writes `InstalledHazards.swift`: the list of the hazard folders that this build carries.
///
/// Arguments: the output file, then the names of the hazard targets.
@main
struct HazardLister {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let output = arguments.first else {
            FileHandle.standardError.write(Data("usage: HazardLister OUTPUT HAZARD…\n".utf8))
            exit(64)
        }
        let hazards = arguments.dropFirst()
        let imports = hazards.map { "import \($0)" }.joined(separator: "\n")
        let entries = hazards.map { "    \($0).\($0)Hazard.self," }.joined(separator: "\n")
        let source = """
            import HazardKit
            \(imports)

            /// Every hazard of this build; generated from the list in Package.swift.
            public let installedHazards: [any Hazard.Type] = [
            \(entries)
            ]

            """
        try Data(source.utf8).write(to: URL(fileURLWithPath: output))
    }
}
