import Attachments
import City
import EventLog
import HazardKit
import Incidents
import Keys
import Operations
import Testing

/// An incident with a desk for its photos, over stores in memory.
private struct Scene {
    let loop: Loop
    let attachments: AttachmentsMemory
    let incident: IncidentID
    var photos: PhotoDesk { PhotoDesk(desk: loop.desk, attachments: attachments) }

    init(log: any EventLog = EventLogMemory()) async throws {
        loop = try await Loop(log: log)
        attachments = AttachmentsMemory(sha256: { SHA256Digest.hash($0) })
        let draft = IncidentDraft(kind: "other", grade: .iv, title: SmallCity.words("synthetic"), point: SmallCity.cliff)
        incident = try await loop.desk.open(draft, by: Loop.officer, command: "open-1").0
    }

    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array("synthetic picture".utf8) + [0xFF, 0xD9]

    func attach(
        _ bytes: [UInt8] = Scene.jpeg, caption: String = "crack above the road", task: TaskID? = nil, command: CommandID = "photo-1"
    ) async throws -> PhotoReceipt {
        try await photos.attach(
            PhotoDraft(caption: caption, takenAt: nil, task: task), bytes: bytes, to: incident, by: Loop.officer, command: command)
    }

    func look(_ digest: AttachmentDigest) async throws -> OpenedPhoto {
        try await photos.look(at: digest, of: incident, purpose: "dispatch", by: Loop.commander)
    }
}

@Suite("Photos are sealed, stored, and then told")
struct PhotoDeskTests {
    @Test("a photo is on the incident's timeline and opens to the same bytes, which lie nowhere as they are")
    func attach() async throws {
        let scene = try await Scene()
        let kept = try await scene.attach()
        #expect(kept.photo.mediaType == .jpeg && kept.photo.byteCount == Scene.jpeg.count && !kept.receipt.repeated)
        #expect(try await scene.loop.desk.timeline(of: scene.incident).last?.type == "PhotoAttached")
        #expect(try await scene.attachments.find(kept.photo.digest) != Scene.jpeg)
        let opened = try await scene.look(kept.photo.digest)
        #expect(opened.bytes == Scene.jpeg && opened.mediaType == .jpeg)
        let view = try #require(try await scene.loop.desk.incident(scene.incident)?.photos.first)
        #expect(view.caption == "crack above the road" && view.by == "officer" && !view.erased)
    }

    @Test("every look at a photo is on record with its purpose, before the picture is shown")
    func looks() async throws {
        let scene = try await Scene()
        let photo = try await scene.attach().photo
        for _ in 0..<2 { _ = try await scene.look(photo.digest) }
        let looks = try await scene.loop.log.read(stream: StreamName("person/\(photo.key)"), after: 0, limit: 10)
        #expect(looks.map(\.event.type) == ["PersonLookedAt", "PersonLookedAt"])
        #expect(looks.allSatisfy { $0.event.actor.name == "commander" && String(decoding: $0.event.payload, as: UTF8.self).contains("dispatch") })
    }

    @Test("a photo sent twice is one photo, and an id that acted on something else is refused")
    func repeated() async throws {
        let scene = try await Scene()
        let first = try await scene.attach()
        let second = try await scene.attach()
        #expect(second.receipt.repeated && second.photo == first.photo && second.receipt.version == first.receipt.version)
        #expect(await scene.attachments.count == 1)
        let refusal = await #expect(throws: Refusal.self) { try await scene.attach(command: "open-1") }
        #expect(refusal?.code == "command.duplicate")
        #expect(await scene.attachments.count == 1)
    }

    @Test("of the same photo sent many times at once one is kept, and all are answered alike")
    func concurrent() async throws {
        let scene = try await Scene()
        let digests = try await withThrowingTaskGroup(of: AttachmentDigest.self) { group in
            for _ in 0..<8 { group.addTask { try await scene.attach().photo.digest } }
            var digests: Set<AttachmentDigest> = []
            for try await digest in group { digests.insert(digest) }
            return digests
        }
        #expect(digests.count == 1)
        #expect(await scene.attachments.count == 1)
        #expect(try await scene.loop.desk.incident(scene.incident)?.photos.count == 1)
    }

    @Test("what is refused leaves no bytes behind")
    func refused() async throws {
        let scene = try await Scene()
        await #expect(throws: Refusal.self) { try await scene.attach(Array("no picture".utf8)) }
        await #expect(throws: Refusal.self) { try await scene.attach(caption: "") }
        await #expect(throws: Refusal.self) { try await scene.attach(task: "t9") }
        #expect(await scene.attachments.count == 0)
        #expect(try await scene.attach().receipt.repeated == false)
    }

    @Test("a full disk of photos is a fault, tells the incident nothing, and the same command works once there is room")
    func fullDisk() async throws {
        let scene = try await Scene()
        await scene.attachments.fail(with: AttachmentFault(.diskFull, "the disk is full"))
        await #expect(throws: AttachmentFault.self) { try await scene.attach() }
        #expect(try await scene.loop.desk.incident(scene.incident)?.photos.isEmpty == true)
        await scene.attachments.fail(with: nil)
        #expect(try await scene.attach().receipt.repeated == false)
    }

    @Test("a log that takes nothing acknowledges no photo, and the same command works once it does")
    func logFault() async throws {
        let log = EventLogMemory()
        let scene = try await Scene(log: log)
        await log.failNextAppend(with: LogFault(.diskFull, "the disk is full"))
        await #expect(throws: LogFault.self) { try await scene.attach() }
        #expect(try await scene.attach().receipt.repeated == false)
        #expect(try await scene.loop.desk.incident(scene.incident)?.photos.count == 1)
    }

    @Test("two people erase a photo: it cannot be seen any more, and the screens say so, also after a restart")
    func erased() async throws {
        let scene = try await Scene()
        let photo = try await scene.attach().photo
        let desk = scene.loop.desk
        #expect(try await desk.erase(photo.key, reason: "asked for", of: scene.incident, by: Loop.officer, command: "e-1") == false)
        #expect(try await desk.erase(photo.key, reason: "agreed", of: scene.incident, by: Loop.commander, command: "e-2"))
        await #expect(throws: KeyFault.erased(photo.key)) { try await scene.look(photo.digest) }
        #expect(await scene.loop.keys.holds(photo.key) == false)
        let later = try await scene.loop.restarted()
        #expect(try await later.desk.incident(scene.incident)?.photos.first?.erased == true)
    }

    @Test("a key that no photo of the incident has is nobody's")
    func strangeKey() async throws {
        let scene = try await Scene()
        _ = try await scene.attach()
        await #expect(throws: Refusal.self) {
            try await scene.loop.desk.erase("nobody", reason: "asked for", of: scene.incident, by: Loop.officer, command: "e-1")
        }
        await #expect(throws: Refusal.self) { try await scene.look(AttachmentDigest(String(repeating: "ab", count: 32))) }
    }
}
