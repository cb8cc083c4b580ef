import City
import Incidents
import Testing

@testable import Drones

@Suite("The picture that a drone pushes while it is out")
struct PushedPictureTests {
    private static func airborne() throws -> Story {
        var story = try Story()
        try story.order()
        try story.give(.take(.accepted), at: 1)
        try story.give(.take(.departed), at: 60)
        return story
    }

    private func told(_ story: Story) -> [String] { story.told.filter { $0.hasPrefix("FlightPicture") } }

    @Test("it is asked for once the drone has left its dock, once, and ended when the drone turns back")
    func whole() throws {
        var waiting = try Story()
        try waiting.order()
        try waiting.give(.askPicture, at: 1)
        #expect(told(waiting).isEmpty)
        var story = try Self.airborne()
        for _ in 0..<2 { try story.give(.askPicture, at: 61) }
        try story.give(.stopPicture, at: 62)
        try story.give(.take(.pictureStarted), at: 62)
        try story.give(.take(.arrived), at: 300)
        try story.give(.take(.returning), at: 400)
        for _ in 0..<2 { try story.give(.stopPicture, at: 401) }
        try story.give(.take(.pictureStopped), at: 402)
        #expect(told(story) == ["FlightPictureAsked", "FlightPictureStarted", "FlightPictureStopAsked", "FlightPictureStopped"])
        #expect(story.flight?.picture?.state == .stopped && story.flight?.owesPictureStop(at: Fixture.start.advanced(by: 900)) == false)
    }

    @Test("a no is told with its number and asked again half a minute later, three times in all")
    func refused() throws {
        var story = try Self.airborne()
        for time in [61.0, 92, 123, 154, 500] {
            try story.give(.askPicture, at: Seconds(time))
            try story.give(.take(.pictureRefused(code: 513_002)), at: Seconds(time + 1))
            try story.give(.askPicture, at: Seconds(time + 2))
        }
        #expect(told(story).count { $0 == "FlightPictureAsked" } == 3 && story.flight?.picture?.resultCode == 513_002)
        // What never was pushed need not be ended.
        try story.give(.take(.returning), at: 600)
        #expect(story.flight?.owesPictureStop(at: Fixture.start.advanced(by: 601)) == false)
    }

    @Test("no answer is told after half a minute; the picture may come all the same, and is ended with the flight")
    func silent() throws {
        var story = try Self.airborne()
        try story.give(.askPicture, at: 61)
        try story.tick(at: 90)
        #expect(story.flight?.picture?.state == .asked)
        try story.tick(at: 91)
        #expect(story.flight?.picture?.state == .failed && story.flight?.picture?.resultCode == nil)
        try story.give(.take(.returning), at: 100)
        try story.give(.stopPicture, at: 101)
        #expect(told(story).last == "FlightPictureStopAsked")
    }

    @Test("an end that the drone does not confirm is asked for three times, also when the flight is over, and then stays told")
    func notStopped() throws {
        var story = try Self.airborne()
        try story.give(.askPicture, at: 61)
        try story.give(.take(.pictureStarted), at: 62)
        try story.give(.take(.landed), at: 100)
        try story.give(.stopPicture, at: 101)
        try story.give(.take(.pictureStopRefused(code: 9)), at: 102)
        for time in [133.0, 170, 210, 250] {
            try story.give(.stopPicture, at: Seconds(time))
            try story.tick(at: Seconds(time + 30))
        }
        #expect(told(story).count { $0 == "FlightPictureStopAsked" } == 3 && story.flight?.picture?.state == .notStopped)
    }
}
