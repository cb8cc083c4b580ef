import CameraGateway
import Cameras

/// What `ffmpeg` said before it ended, and the fault that it means. Its own words hold the whole address, so they go nowhere.
struct FFmpegComplaint {
    private var said: [UInt8] = []

    /// Keeps the beginning; what follows a first complaint rarely says more.
    mutating func take(_ bytes: some Sequence<UInt8>) {
        said += bytes.prefix(max(0, Self.bytesMax - said.count))
    }

    static let bytesMax = 8_192

    func fault(of camera: CameraID, hadPictures: Bool) -> CameraFault {
        if hadPictures {
            return CameraFault(.stopped, "The camera \(camera) ended its pictures. Ask for it again; if it stays, look after the camera or its line.")
        }
        let text = String(decoding: said, as: UTF8.self)
        for (words, kind, meaning) in Self.meanings where text.contains(words) {
            return CameraFault(kind, "The camera \(camera) gave no picture: \(meaning)")
        }
        return CameraFault(.noPicture, "What the camera \(camera) sent is no picture. Check that its source names a stream of pictures.")
    }

    private static let meanings: [(String, CameraFault.Kind, String)] = [
        ("401 Unauthorized", .refused, "it wants another name or password. Mend the file of --camera-sources and restart."),
        ("403 Forbidden", .refused, "it does not let this server in. Ask whoever runs the camera."),
        ("404 Not Found", .refused, "it has no such stream. Mend the file of --camera-sources and restart."),
        ("Server returned 4", .refused, "it refused the request. Ask whoever runs the camera."),
        ("Server returned 5", .refused, "it is out of order. Ask whoever runs the camera."),
        ("No such file", .noPicture, "the file that it shows is not there. Put it back into the city package."),
        ("Connection refused", .noAnswer, "nobody answers at its address. Look after the camera or its line."),
        ("timed out", .noAnswer, "it does not answer in time. Look after the camera or its line."),
        ("No route to host", .noAnswer, "no line leads to it. Look after the network."),
        ("Network is unreachable", .noAnswer, "no line leads to it. Look after the network."),
        ("Failed to resolve", .noAnswer, "nobody knows the name of its host. Mend the file of --camera-sources and restart."),
        ("Name or service not known", .noAnswer, "nobody knows the name of its host. Mend the file of --camera-sources and restart."),
        ("not on whitelist", .noPicture, "it names something that is not fetched here. Check that its source names a stream of pictures."),
    ]
}
