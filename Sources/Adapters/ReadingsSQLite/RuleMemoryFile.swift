import Foundation
import Readings

/// The rules' memory as one file beside the readings, replaced as a whole. It lies in no database: a city's month is tens of megabytes, and
/// no reading should wait for them.
public struct RuleMemoryFile: RuleMemoryStore {
    /// The name of the file in the data directory.
    public static let fileName = "rules-memory"
    /// Ten times what a city of 883 sites needs; a larger file is not of ours.
    public static let byteCountMax = 512 << 20

    private let url: URL

    public init(directory: String) { url = URL(fileURLWithPath: directory).appending(path: Self.fileName) }

    @concurrent
    public func save(_ bytes: [UInt8]) async throws {
        guard bytes.count <= Self.byteCountMax else {
            throw ReadingFault(
                .io, "\(url.path) would take \(bytes.count) bytes, at most \(Self.byteCountMax) are kept; the next start reads the readings")
        }
        do {
            try bytes.withUnsafeBytes { try Self.uncopied($0).write(to: url, options: .atomic) }
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
        } catch {
            throw ReadingFault(.io, "\(url.path) could not be written (\(error.localizedDescription)); the next start will take longer")
        }
    }

    /// The same bytes as they lie there, for as long as they do.
    private static func uncopied(_ bytes: UnsafeRawBufferPointer) -> Data {
        guard let start = bytes.baseAddress else { return Data() }
        return Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
    }

    @concurrent
    public func load() async throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        do {
            let size = try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int ?? 0
            guard size <= Self.byteCountMax else {
                throw ReadingFault(.corrupt, "\(url.path) has \(size) bytes and is not the rules' memory; remove it")
            }
            return [UInt8](try Data(contentsOf: url))
        } catch let fault as ReadingFault {
            throw fault
        } catch {
            throw ReadingFault(.io, "\(url.path) could not be read (\(error.localizedDescription)); the start takes longer")
        }
    }
}
