import CameraGateway
import Cameras
import City

/// A clause that a gateway of cameras does not keep.
public struct CameraBreach: Error, CustomStringConvertible {
    public let description: String

    static func unless(_ holds: Bool, _ description: String) throws {
        if !holds { throw CameraBreach(description: description) }
    }
}

/// What every gateway of cameras keeps, one function per clause. The gateway has two cameras: `shows`, which gives pictures, and `dead`, which gives
/// none; nobody has connected `nowhere`.
public struct CameraContract: Sendable {
    let make: @Sendable () async throws -> any CameraGateway
    /// Makes the camera `shows` give its next picture, where it does not by itself.
    let tick: @Sendable (any CameraGateway) async -> Void
    /// A text of the address that no fault may hold.
    let secret: String

    public init(
        secret: String, make: @escaping @Sendable () async throws -> any CameraGateway, tick: @escaping @Sendable (any CameraGateway) async -> Void
    ) {
        self.secret = secret
        self.make = make
        self.tick = tick
    }

    /// One thing that every gateway keeps.
    public struct Clause: Sendable, CustomStringConvertible {
        public let description: String
        public let check: @Sendable (CameraContract) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (CameraContract) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }

    /// Every clause with its name, so that a suite runs them all and a new one cannot be forgotten.
    public static let clauses: [Clause] = [
        Clause("one picture is a whole JPEG of that camera") { try await $0.givesOne() },
        Clause("many who ask for one picture all get one") { try await $0.givesMany() },
        Clause("whoever watches gets picture after picture, and nothing goes on when they cease") { try await $0.watches() },
        Clause("a camera that gives nothing is a fault, asked once or watched") { try await $0.tellsDead() },
        Clause("a camera that nobody connected has an obstacle, and asking gives the same") { try await $0.tellsUnconnected() },
        Clause("no fault holds anything of an address") { try await $0.keepsSecrets() },
    ]

    func givesOne() async throws {
        let picture = try await make().picture(of: "shows")
        try CameraBreach.unless(picture.camera == "shows", "the picture is of \(picture.camera)")
        try CameraBreach.unless(Self.isWhole(picture.jpeg), "the picture is no whole JPEG")
        try CameraBreach.unless(picture.jpeg.count <= CameraRate.pictureBytesMax, "the picture has \(picture.jpeg.count) bytes")
    }

    func givesMany() async throws {
        let gateway = try await make()
        let count = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { Self.isWhole(try await gateway.picture(of: "shows").jpeg) } }
            var count = 0
            for try await isWhole in group where isWhole { count += 1 }
            return count
        }
        try CameraBreach.unless(count == 4, "of four who asked \(count) got a picture")
    }

    func watches() async throws {
        let gateway = try await make()
        let (pictures, continuation) = AsyncStream.makeStream(of: CameraPicture.self)
        let task = Task {
            do {
                try await gateway.watch("shows") { continuation.yield($0) }
                return "it returned"
            } catch is CancellationError {
                return ""
            } catch {
                return "\(error)"
            }
        }
        var times: [Instant] = []
        for await picture in pictures {
            try CameraBreach.unless(Self.isWhole(picture.jpeg), "a picture of the watch is no whole JPEG")
            times.append(picture.takenAt)
            if times.count == 3 { break }
            await tick(gateway)
        }
        task.cancel()
        let end = await task.value
        try CameraBreach.unless(end.isEmpty, "a cancelled watch ends with: \(end)")
        try CameraBreach.unless(times == times.sorted(), "the pictures come out of order")
    }

    func tellsDead() async throws {
        let gateway = try await make()
        try CameraBreach.unless(gateway.obstacle(of: "dead") == nil, "a dead camera cannot be told before it is asked")
        _ = try await fault { _ = try await gateway.picture(of: "dead") }
        _ = try await fault { try await gateway.watch("dead") { _ in } }
    }

    func tellsUnconnected() async throws {
        let gateway = try await make()
        let obstacle = gateway.obstacle(of: "nowhere")
        try CameraBreach.unless(obstacle?.kind == .notConnected, "the obstacle is \(String(describing: obstacle))")
        let asked = try await fault { _ = try await gateway.picture(of: "nowhere") }
        let watched = try await fault { try await gateway.watch("nowhere") { _ in } }
        try CameraBreach.unless(asked == obstacle && watched == obstacle, "asking says another thing than the obstacle")
    }

    func keepsSecrets() async throws {
        let gateway = try await make()
        for camera in ["dead", "nowhere"] as [CameraID] {
            let fault = try await fault { _ = try await gateway.picture(of: camera) }
            try CameraBreach.unless(!fault.message.contains(secret), "a fault tells of its address: \(fault.message)")
            try CameraBreach.unless(fault.message.contains(camera.rawValue), "a fault does not name its camera: \(fault.message)")
        }
    }

    private func fault(_ work: () async throws -> Void) async throws -> CameraFault {
        do {
            try await work()
        } catch let fault as CameraFault {
            return fault
        }
        throw CameraBreach(description: "no fault where there is no picture")
    }

    private static func isWhole(_ jpeg: [UInt8]) -> Bool { jpeg.starts(with: [0xFF, 0xD8, 0xFF]) && jpeg.suffix(2) == [0xFF, 0xD9] }
}
