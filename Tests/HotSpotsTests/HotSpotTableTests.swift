import City
import HazardKit
import Testing

@testable import HotSpots

/// Hot spots of satellites as FIRMS gives them out; columns as in the attributes of its CSV files, values made up.
@Suite("Hot spots of satellites")
struct HotSpotTableTests {
    private static let viirs =
        "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight\n"
    private static let modis =
        "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_t31,frp,daynight\n"

    @Test("a pixel of VIIRS is a spot of half its diagonal, at its time in UTC, as sure as its letter says")
    func viirs() throws {
        let table = HotSpotTable(Self.viirs + "29.95,106.30,345.1,0.4,0.6,2026-08-01,612,N,VIIRS,h,2.0NRT,300.1,12.3,D\n")
        let one = try #require(table.detections.first)
        #expect(table.faults.isEmpty && table.detections.count == 1)
        #expect(one.time == Instant(rfc3339: "2026-08-01T06:12:00Z") && one.confidence == 0.9 && one.source == .satellite && !one.synthetic)
        guard case .spot(let spot) = one.look else { return #expect(Bool(false), "it is no spot") }
        #expect(abs(spot.uncertaintyMetres - 360.6) < 0.1 && spot.point == Coordinate(latitude: 29.95, longitude: 106.30))
    }

    @Test("a pixel of MODIS is a kilometre wide at least, and sure in per cent")
    func modis() throws {
        let one = try #require(
            HotSpotTable(Self.modis + "29.95,106.30,320,0.2,0.2,2026-08-01,0230,Terra,MODIS,73,6.1NRT,300,20,N\n").detections.first)
        #expect(one.confidence == 0.73)
        guard case .spot(let spot) = one.look else { return #expect(Bool(false), "it is no spot") }
        #expect(abs(spot.uncertaintyMetres - 707.1) < 0.1)
    }

    @Test("the same pixel in two files is one detection, and columns may stand in any order with spaces, quotes and CRLF")
    func identity() throws {
        let row = "29.95,106.30,345.1,0.4,0.4,2026-08-01,0612,N,VIIRS,n,2.0NRT,300.1,12.3,D"
        let plain = HotSpotTable(Self.viirs + row + "\n")
        let other = HotSpotTable(
            "acq_time,acq_date, Longitude ,latitude,satellite,confidence,bright_ti4\r\n612,2026-08-01,106.30,\"29.95\",N,n,345\r\n")
        #expect(other.faults.isEmpty)
        #expect(try #require(plain.detections.first).id == #require(other.detections.first).id)
    }

    @Test(
        "a bad row is named by its line and the others are taken",
        arguments: [
            ("north,106.3,345,0.4,0.4,2026-08-01,0612,N,VIIRS,h,2,300,1,D", "must be numbers"),
            ("98,106.3,345,0.4,0.4,2026-08-01,0612,N,VIIRS,h,2,300,1,D", "latitude lies within"),
            ("29.9,106.3,345,0.4,0.4,2026-13-01,0612,N,VIIRS,h,2,300,1,D", "acq_date must be like"),
            ("29.9,106.3,345,0.4,0.4,2026-08-01,noon,N,VIIRS,h,2,300,1,D", "acq_time like 0612"),
            ("29.9,106.3,345,0.4,0.4,2026-08-01,0612,N,VIIRS,sure,2,300,1,D", "confidence is l, n, h"), ("29.9", "must be numbers"),
        ])
    func badRow(_ row: String, _ says: String) throws {
        let good = "29.95,106.30,345.1,0.4,0.4,2026-08-01,0612,N,VIIRS,h,2.0NRT,300.1,12.3,D\n"
        let table = HotSpotTable(Self.viirs + good + row + "\n" + good.replacing("106.30", with: "106.31"))
        #expect(table.detections.count == 2)
        #expect(table.faults.count == 1 && table.faults[0].line == 3 && table.faults[0].message.contains(says))
    }

    @Test("a file without its columns, an empty one and something that is no table are named and give nothing")
    func noTable() {
        #expect(HotSpotTable("").detections.isEmpty && !HotSpotTable("").faults.isEmpty)
        #expect(HotSpotTable("<html>Invalid MAP_KEY</html>").faults.count == 4)
        #expect(HotSpotTable("latitude,longitude\n1,2\n").faults.map(\.message).contains { $0.contains("acq_date") })
    }

    @Test("heat that is known is counted and left out")
    func known() {
        let row = "29.95,106.30,345.1,0.4,0.4,2026-08-01,0612,N,VIIRS,n,2.0NRT,300.1,12.3,D\n"
        let table = HotSpotTable(
            Self.viirs + row, known: [Detection.Spot(point: Coordinate(latitude: 29.951, longitude: 106.30), uncertaintyMetres: 500)])
        #expect(table.detections.isEmpty && table.knownCount == 1)
    }
}
