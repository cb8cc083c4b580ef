import CameraFFmpeg
import CameraGateway
import Cameras
import City
import CityFiles
import Foundation

/// What pictures of a city's cameras come from: the files of the package, the addresses of a file of its own, and the program that fetches.
struct CameraSupply {
    /// Nil where it is missing: the server goes on without pictures.
    let program: FFmpegProgram?
    private let cameras: [Camera]
    /// Shared by all gateways, so that a film that changes does so for everybody.
    private let sources: CameraSources

    /// Says plainly what there is not.
    static func make(_ package: CityPackage, sourcesFile: String?) async throws -> CameraSupply {
        let sources = CameraSources(try sources(package, sourcesFile))
        let program = package.cameras.isEmpty ? nil : await FFmpegProgram.find(searchPath: searchPath)
        if !package.cameras.isEmpty {
            if let program {
                Terminal.say("\(sources.count) of \(package.cameras.count) cameras are connected (\(program.version)).")
            } else {
                Terminal.note("ffmpeg is missing, so no camera can be shown; everything else works. Install it (apt-get install ffmpeg) and restart.")
            }
        }
        return CameraSupply(program: program, cameras: package.cameras, sources: sources)
    }

    /// For those who look. Whoever watches by machine has a gateway of its own, so that it never takes a person's place.
    var gateway: CamerasOverFFmpeg { gateway(through: program) }

    func gateway(through program: FFmpegProgram?) -> CamerasOverFFmpeg {
        CamerasOverFFmpeg(cameras: cameras, sources: sources, program: program, now: Installation.clock)
    }

    /// Shows a film of the package in the place of a camera; why not, where the camera has an address of its own.
    func show(_ film: ScenarioFilm, of city: String) -> String? {
        let file = URL(fileURLWithPath: city).appending(path: film.file).standardizedFileURL.path
        return sources.show(film: CameraSource(file: file), at: film.camera) ? nil : "the camera is connected to an address of its own"
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
