import Attachments
import Foundation

extension AttachmentsFiles {
    /// Opens the attachments in `directory`, making the folder when it is not there; only the server's account may read it.
    public static func open(directory: String) throws -> AttachmentsFiles {
        try open(directory: directory, freeBytesMin: freeBytesMin)
    }

    static func open(directory: String, freeBytesMin: UInt64) throws -> AttachmentsFiles {
        let folder = directory + "/" + folderName
        do {
            try AttachmentFile.makeFolder(folder)
            try AttachmentFile.sync(folder: directory)
            try removeParts(in: folder)
        } catch let fault as AttachmentFault {
            throw fault
        } catch {
            throw AttachmentFault(.io, "\(folder) cannot be opened (\(error)); check the rights on the directory")
        }
        return AttachmentsFiles(folder: folder, freeBytesMin: freeBytesMin)
    }

    /// What a crash has left half written: nobody was told that it is kept.
    private static func removeParts(in folder: String) throws {
        for shelf in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let path = folder + "/" + shelf
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { continue }
            for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(partEnding) {
                _ = try AttachmentFile.remove(path + "/" + name)
            }
        }
    }
}
