import City
import Geo
import Testing

@Suite("GCJ-02 and BD-09")
struct ChineseDatumTests {
    @Test("near the centre of Chongqing GCJ-02 lies 0.0039° east and 0.0025° south")
    func localShift() {
        let point = Coordinate(latitude: 29.563, longitude: 106.5512)
        let shifted = point.gcj02
        #expect(abs(shifted.longitude - point.longitude - 0.0039) < 0.0002)
        #expect(abs(shifted.latitude - point.latitude + 0.0025) < 0.0005)
        #expect(abs(point.distanceMetres(to: shifted) - 470) < 30)
    }

    @Test("every point of a grid over the country comes back within a centimetre")
    func inverse() {
        for latitude in stride(from: 18.0, through: 53, by: 2.5) {
            for longitude in stride(from: 74.0, through: 135, by: 3.5) {
                let point = Coordinate(latitude: latitude, longitude: longitude)
                #expect(point.distanceMetres(to: point.gcj02.wgs84(from: .gcj02)) < 0.01)
                #expect(point.distanceMetres(to: point.gcj02.bd09FromGCJ02.wgs84(from: .bd09)) < 0.01)
            }
        }
    }

    @Test("BD-09 lies some kilometre from GCJ-02, to the north-east")
    func baidu() {
        let gcj = Coordinate(latitude: 29.56, longitude: 106.55)
        let baidu = gcj.bd09FromGCJ02
        #expect(baidu.latitude > gcj.latitude && baidu.longitude > gcj.longitude)
        #expect((500.0...1500).contains(gcj.distanceMetres(to: baidu)))
    }

    @Test("outside the country nothing is shifted")
    func outside() {
        let point = Coordinate(latitude: 47.53, longitude: -122.302)
        #expect(point.gcj02 == point)
        #expect(point.wgs84(from: .gcj02) == point)
        #expect(point.wgs84(from: .wgs84) == point)
    }
}
