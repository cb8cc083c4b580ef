import City
import Testing

@testable import Incidents

@Suite("Photos of an incident")
struct PhotoTests {
    private func attach(_ photo: Photo) -> IncidentCommand { .attachPhoto(AttachPhoto(photo: photo)) }

    @Test("a photo is kept with who brought it and when, and one brought twice is there once")
    func kept() throws {
        var story = try IncidentStory()
        try story.tell(attach(Samples.photo("c-1")), Fixture.context(5))
        #expect(try story.tell(attach(Samples.photo("c-1")), Fixture.context(6)).isEmpty)
        let photos = try #require(story.incident?.photos)
        #expect(photos.map(\.photo) == [Samples.photo("c-1")])
        #expect(photos.first?.at == Fixture.start.advanced(by: .minutes(5)) && photos.first?.by == Fixture.desk)
        #expect(story.incident?.photo(Samples.photo("c-1").digest) == Samples.photo("c-1"))
    }

    @Test("a photo of a task needs the task, a caption, and a short one")
    func refusals() throws {
        var story = try IncidentStory()
        func code(_ photo: Photo) -> RefusalCode? {
            do throws(Refusal) { _ = try story.tell(attach(photo)) } catch { return error.code }
            return nil
        }
        #expect(code(Samples.photo("c-1", task: "t9")) == .taskUnknown)
        #expect(code(Samples.photo("c-1", caption: " ")) == .textMissing)
        #expect(code(Samples.photo("c-1", caption: String(repeating: "x", count: Photo.captionBytesMax + 1))) == .photoCaptionTooLong)
        #expect(code(Samples.photo("c-1", caption: String(repeating: "x", count: Photo.captionBytesMax))) == nil)
        #expect(story.incident?.photos.count == 1)
    }

    @Test("an incident takes as many photos as its bound and no more")
    func bound() throws {
        var story = try IncidentStory()
        for number in 1...Incident.photoCountMax { try story.tell(attach(Samples.photo(PhotoID("c-\(number)")))) }
        let refusal = #expect(throws: Refusal.self) { try story.tell(attach(Samples.photo("one-more"))) }
        #expect(refusal?.code == .incidentFull)
    }

    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xD9]
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    static let webP = Array("RIFF".utf8) + [12, 0, 0, 0] + Array("WEBPVP8 ".utf8) + [0, 0, 0, 0]

    @Test("a picture is told by its own bytes, also with a few more behind its end")
    func types() throws {
        #expect(try PhotoType(of: Self.jpeg) == .jpeg)
        #expect(try PhotoType(of: Self.jpeg + [0, 0, 0]) == .jpeg)
        #expect(try PhotoType(of: Self.png) == .png)
        #expect(try PhotoType(of: Self.webP) == .webP)
    }

    @Test("what is no picture, is cut off anywhere or is too large is refused", arguments: [jpeg, png, webP])
    func refused(picture: [UInt8]) throws {
        for count in 0..<picture.count {
            let refusal = #expect(throws: Refusal.self) { try PhotoType(of: Array(picture.prefix(count))) }
            #expect(refusal?.code == .photoCutOff || refusal?.code == .photoTypeUnknown)
        }
        for text in ["", "GIF89a", "<svg xmlns=", "%PDF-1.7", "RIFF....WAVE"] {
            let refusal = #expect(throws: Refusal.self) { try PhotoType(of: Array(text.utf8)) }
            #expect(refusal?.code == .photoTypeUnknown)
        }
        let tooLarge = picture + [UInt8](repeating: 0, count: PhotoType.photoBytesMax + 1 - picture.count)
        let refusal = #expect(throws: Refusal.self) { try PhotoType(of: tooLarge) }
        #expect(refusal?.code == .photoTooLarge)
    }
}
