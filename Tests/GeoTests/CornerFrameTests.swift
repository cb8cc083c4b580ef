import City
import Geo
import Testing

@Suite("A raster laid on the Earth by its corners")
struct CornerFrameTests {
    /// Fourteen kilometres by ten, turned by two degrees.
    private let frame = CornerFrame(
        southWest: Coordinate(latitude: 29.78, longitude: 106.30), southEast: Coordinate(latitude: 29.785, longitude: 106.445),
        northEast: Coordinate(latitude: 29.876, longitude: 106.439), northWest: Coordinate(latitude: 29.871, longitude: 106.294),
        widthMetres: 14_000, heightMetres: 10_000)

    @Test("a place and its metres are one", arguments: [(0.0, 0.0), (14_000, 10_000), (3_217, 8_876), (-2_000, 12_000)])
    func thereAndBack(x: Double, y: Double) {
        let back = frame.metres(of: frame.coordinate(SIMD2(x, y)))
        #expect(abs(back.x - x) < 1e-3 && abs(back.y - y) < 1e-3)
    }

    @Test("the corners are the corners")
    func corners() {
        #expect(frame.coordinate(SIMD2(14_000, 0)) == frame.southEast && frame.coordinate(SIMD2(0, 10_000)) == frame.northWest)
    }
}
