/// Every Swift file of the repository, read and split into tokens once for all tests.
struct SwiftTree {
    let files: [SwiftFile]

    static let here = Result {
        let repository = try Repository.here.get()
        let paths = repository.paths(ending: [".swift"], under: ["Sources", "Tests", "Plugins"])
        return SwiftTree(files: try paths.map { SwiftFile(path: $0, text: try repository.text(of: $0)) })
    }

    /// The files under these folders.
    static func files(in folders: String...) throws -> [SwiftFile] {
        try here.get().files.filter { $0.lies(in: folders) }
    }
}
