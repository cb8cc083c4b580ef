import City
import FireFiles
import Testing
import Wildfire

@Suite("A file of sightings")
struct SightingsFileTests {
    private static let header = "camera_lon,camera_lat,height_m,azimuth_deg,half_angle_deg,time\n"

    private func read(_ text: String) throws -> SightingsFile { try SightingsFile("s.csv", Array(text.utf8)) }

    @Test("rows are read with their lines, with times of RFC 3339 or seconds")
    func rows() throws {
        let file = try read(Self.header + "106.4,29.8,650,45,1,2026-03-01T12:08:00+08:00\n\n106.5,29.8,700,360,0.5,1772338080\n")
        #expect(file.lines == [2, 4] && file.refused.isEmpty)
        #expect(file.sightings[0].time == file.sightings[1].time)
        #expect(file.sightings[1].azimuthDegrees == 0)
    }

    @Test("a row that is no look is named with its line and reason, and the others stay")
    func refused() throws {
        let file = try read(
            Self.header + "106.4,29.8,650,400,1,0\n106.4,29.8,650,nan,1,0\n106.4,99,650,5,1,0\n106.4,29.8,650,5,1,noon\n106.4,29.8,650,5,1,0\n")
        #expect(file.lines == [6])
        #expect(file.refused.map(\.line) == [2, 3, 4, 5])
        #expect(file.refused[0].what.contains("0 and 360"))
        #expect(file.refused[3].what.contains("noon"))
    }

    @Test("a file without a needed column, or empty, is no file of sightings", arguments: ["", "lon,lat,azimuth,time\n1,2,3,4\n"])
    func faults(text: String) {
        #expect(throws: FireFileFault.self) { try read(text) }
    }
}
