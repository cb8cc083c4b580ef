import CameraFFmpeg
import CameraGateway
import Cameras
import City
import CityFiles
import Foundation

/// Puts the gateway of a city's cameras together: the files of the package, the addresses of a file of its own, and the program that fetches.
enum CameraSupply {
    /// Says plainly what there is not: the server goes on without pictures.
    static func gateway(_ package: CityPackage, sourcesFile: String?) async throws -> CamerasOverFFmpeg {
        let sources = try sources(package, sourcesFile)
        let program = package.cameras.isEmpty ? nil : await FFmpegProgram.find(searchPath: searchPath)
        if !package.cameras.isEmpty {
            if let program {
                Terminal.say("\(sources.count) of \(package.cameras.count) cameras are connected (\(program.version)).")
            } else {
                Terminal.note("ffmpeg is missing, so no camera can be shown; everything else works. Install it (apt-get install ffmpeg) and restart.")
            }
        }
        return CamerasOverFFmpeg(cameras: package.cameras, sources: sources, program: program, now: Installation.clock)
    }

    /// An address goes before a file of the package: the camera itself before the pictures that stand in for it.
    private static func sources(_ package: CityPackage, _ file: String?) throws -> [CameraID: CameraSource] {
        var sources = package.cameraFiles.mapValues { CameraSource(file: URL(fileURLWithPath: $0).standardizedFileURL.path) }
        guard let file else { return sources }
        do {
            for (camera, address) in try CameraSourcesFile.read(file, cameras: Set(package.cameras.map(\.id))) {
                do {
                    sources[camera] = try CameraSource(address: address)
                } catch {
                    throw Terminal.fail("\(file): the address of the camera \(camera) \(error).")
                }
            }
        } catch let fault as CameraSourcesFault {
            throw Terminal.fail(fault.description)
        }
        return sources
    }

    /// Where programs are looked for: as for the server itself.
    static var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }
}
