import City
import Geo
import Testing

@testable import Wildfire

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

@Suite("Where a fire is, from where cameras saw it")
struct FireLocatorTests {
    /// SplitMix64 (Steele, Lea and Flood 2014): the same numbers everywhere.
    private struct Chance {
        var state: UInt64

        /// 0 ..< 1.
        mutating func next() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
        }
    }

    private static let fire = Coordinate(latitude: 29.85, longitude: 106.4)

    private static func azimuth(_ from: Coordinate, _ to: Coordinate) -> Double {
        let offset = Ellipsoid.offset(from: from, to: to)
        let degrees = atan2(offset.x, offset.y) * 180 / .pi
        return degrees < 0 ? degrees + 360 : degrees
    }

    private static func look(
        _ camera: Coordinate, _ at: Coordinate = fire, off: Double = 0, half: Double = 1, seconds: Double = 0
    ) throws -> Sighting {
        let azimuth = (azimuth(camera, at) + off + 360).truncatingRemainder(dividingBy: 360)
        let time = Instant(millisecondsSince1970: Int64(seconds * 1000))
        return try #require(Sighting(camera: camera, heightMetres: 600, azimuthDegrees: azimuth, halfAngleDegrees: half, time: time))
    }

    private static func mast(_ bearing: Double, _ metres: Double = 5000) -> Coordinate {
        fire.destination(distanceMetres: metres, bearingDegrees: bearing)
    }

    private static func isInside(_ place: Coordinate, _ fix: FireFix) -> Bool {
        let offset = Ellipsoid.offset(from: fix.place, to: place)
        let turn = fix.majorAzimuthDegrees * .pi / 180
        let along = (offset.x * sin(turn) + offset.y * cos(turn)) / fix.semiMajorMetres
        let across = (offset.x * cos(turn) - offset.y * sin(turn)) / fix.semiMinorMetres
        return along * along + across * across <= 1
    }

    @Test("two exact looks meet at the fire to a metre, also across the meridian where azimuths pass through north")
    func exact() throws {
        let found = FireLocator([try Self.look(Self.mast(180)), try Self.look(Self.mast(120))])
        let fix = try #require(found.fixes.first)
        #expect(fix.place.distanceMetres(to: Self.fire) < 1)
        #expect(fix.sightings == [0, 1] && fix.mastCount == 2 && !fix.isAmbiguous && found.unfixed.isEmpty)
    }

    @Test("cameras five kilometres off and a degree wrong find the fire within a hundred metres in half of the cases, and the ellipse holds it")
    func median() throws {
        var chance = Chance(state: 11)
        var errors: [Double] = []
        var held = 0
        for _ in 0..<400 {
            let base = chance.next() * 360
            let looks = try [base, base + 50 + 80 * chance.next()].map { try Self.look(Self.mast($0), off: 2 * chance.next() - 1) }
            let fix = try #require(FireLocator(looks).fixes.first)
            errors.append(fix.place.distanceMetres(to: Self.fire))
            if Self.isInside(Self.fire, fix) { held += 1 }
        }
        #expect(errors.sorted()[200] <= 100)
        #expect(held >= 360)
    }

    @Test("cameras of one mast never give a fix, however many they are")
    func sameMast() throws {
        let mast = Self.mast(10)
        let looks = try (0..<6).map { number in
            try Self.look(mast.moved(eastMetres: Double(number) * 40, northMetres: 0), off: Double(number) * 3, seconds: Double(number) * 30)
        }
        let found = FireLocator(looks)
        #expect(found.fixes.isEmpty)
        #expect(found.unfixed.count == 6 && found.unfixed.values.allSatisfy { $0 == .sameMast })
    }

    @Test("two cameras of one mast give no fix either when an older mast beside them has drawn one of them to itself")
    func neighbouringMast() throws {
        let camera = Self.mast(10)
        let earlier = try Self.look(camera.moved(eastMetres: -200, northMetres: 0), seconds: -7200)
        let here = try Self.look(camera, seconds: 0)
        let beside = try Self.look(camera.moved(eastMetres: 220, northMetres: 0), off: 40, seconds: 60)
        #expect(FireLocator([earlier, here, beside]).fixes.isEmpty)
    }

    @Test("twenty thousand cameras, each on a mast of its own, are sorted within seconds", .timeLimit(.minutes(1)))
    func manyMasts() throws {
        var chance = Chance(state: 9)
        let looks = try (0..<FireLocator.sightingsMax).map { index in
            let camera = Coordinate(latitude: 29 + 3 * chance.next(), longitude: 104 + 3 * chance.next())
            return try Self.look(camera, Coordinate(latitude: camera.latitude + 0.1, longitude: camera.longitude), seconds: Double(index) * 700)
        }
        #expect(FireLocator(looks).unfixed.count == looks.count)
    }

    @Test("directions that cross at a sharp angle, behind the cameras, out of sight or at another time give no fix and say why")
    func unfixed() throws {
        let acute = FireLocator([try Self.look(Self.mast(0)), try Self.look(Self.mast(6))])
        #expect(acute.fixes.isEmpty && acute.unfixed[0] == .tooAcute)
        let behind = FireLocator([try Self.look(Self.mast(0), off: 180), try Self.look(Self.mast(90), off: 180)])
        #expect(behind.fixes.isEmpty && behind.unfixed[1] == .noCrossing)
        let far = FireLocator([try Self.look(Self.mast(0, 55_000)), try Self.look(Self.mast(90, 55_000))])
        #expect(far.fixes.isEmpty && far.unfixed[0] == .noCrossing)
        let late = FireLocator([try Self.look(Self.mast(0)), try Self.look(Self.mast(90), seconds: 601)])
        #expect(late.fixes.isEmpty && late.unfixed[0] == .alone)
    }

    @Test("three masts that agree come before crossings of looks at different fires")
    func ghosts() throws {
        let second = Self.fire.moved(eastMetres: 1800, northMetres: 900)
        let masts = [Self.mast(20), Self.mast(140), Self.mast(260)]
        let looks = try masts.flatMap { [try Self.look($0, off: 0.2, half: 0.5), try Self.look($0, second, off: -0.2, half: 0.5)] }
        let found = FireLocator(looks)
        #expect(found.fixes.count == 2 && found.fixes.allSatisfy { $0.mastCount == 3 && !$0.isAmbiguous })
        for fire in [Self.fire, second] { #expect(found.fixes.contains { $0.place.distanceMetres(to: fire) < 100 }) }
    }

    @Test("two masts that see two fires each say that the pairing is open")
    func ambiguous() throws {
        let second = Self.fire.moved(eastMetres: 1500, northMetres: 300)
        let masts = [Self.mast(30), Self.mast(140)]
        let looks = try masts.flatMap { [try Self.look($0), try Self.look($0, second)] }
        let found = FireLocator(looks)
        #expect(!found.fixes.isEmpty && found.fixes[0].isAmbiguous)
    }

    @Test("many looks of one mast at one fire count as one: the ellipse does not shrink with them")
    func repeated() throws {
        let once = FireLocator([try Self.look(Self.mast(0)), try Self.look(Self.mast(90))])
        let often = FireLocator(
            try [Self.look(Self.mast(90))] + (0..<40).map { try Self.look(Self.mast(0), off: 0.1, seconds: Double($0) * 10) })
        let (one, other) = (try #require(once.fixes.first), try #require(often.fixes.first))
        #expect(abs(one.semiMajorMetres - other.semiMajorMetres) < 2)
        #expect(other.sightings.count == 41)
    }

    @Test(
        "numbers that cannot be those of a look are refused with the reason",
        arguments: [(400.0, 1.0, 106.0), (-1, 1, 106), (.nan, 1, 106), (90, 0, 106), (90, 60, 106), (90, .nan, 106), (90, 1, 300), (90, 1, .nan)])
    func refused(azimuth: Double, half: Double, longitude: Double) throws {
        let camera = Coordinate(latitude: 29, longitude: longitude)
        let reason = Sighting.refusal(camera: camera, heightMetres: 500, azimuthDegrees: azimuth, halfAngleDegrees: half)
        #expect(reason.map { !$0.en.isEmpty && !$0.zh.isEmpty } == true)
    }
}
