import City
import Geo
import Testing

@Suite("Heights of the ground")
struct ElevationTests {
    /// Heights 0 to 8 on a net of three by three crossings, a degree apart, from 30° N 106° E.
    private static let grid = ElevationModel.Grid(
        southWest: Coordinate(latitude: 30, longitude: 106), stepDegrees: 1, columns: 3, rows: 3, heights: (0..<9).map(Float.init))

    @Test("at a crossing its own height speaks, between four of them their mixture")
    func bilinear() {
        let grid = Self.grid
        #expect(grid.heightMetres(at: Coordinate(latitude: 30, longitude: 106)) == 0)
        #expect(grid.heightMetres(at: Coordinate(latitude: 32, longitude: 108)) == 8)
        #expect(grid.heightMetres(at: Coordinate(latitude: 30.5, longitude: 106.5)) == 2)
        #expect(grid.heightMetres(at: Coordinate(latitude: 31.25, longitude: 107)) == 4.75)
    }

    @Test("outside the net, and beside a crossing without a height, nobody knows")
    func unknown() {
        #expect(Self.grid.heightMetres(at: Coordinate(latitude: 29.999, longitude: 106)) == nil)
        #expect(Self.grid.heightMetres(at: Coordinate(latitude: 30, longitude: 108.001)) == nil)
        let holed = ElevationModel.Grid(
            southWest: Coordinate(latitude: 30, longitude: 106), stepDegrees: 1, columns: 2, rows: 2, heights: [1, 2, .nan, 4])
        #expect(holed.heightMetres(at: Coordinate(latitude: 30.5, longitude: 106.5)) == nil)
    }

    @Test("where several grids know a place the finest speaks, and beside it the coarse one")
    func finest() {
        let coarse = ElevationModel.Grid(
            southWest: Coordinate(latitude: 29, longitude: 105), stepDegrees: 4, columns: 2, rows: 2, heights: [100, 100, 100, 100])
        let model = ElevationModel(grids: [coarse, Self.grid])
        #expect(model.heightMetres(at: Coordinate(latitude: 30, longitude: 107)) == 1)
        #expect(model.heightMetres(at: Coordinate(latitude: 29.5, longitude: 105.5)) == 100)
        #expect(ElevationModel().isEmpty && ElevationModel().heightMetres(at: Coordinate(latitude: 30, longitude: 106)) == nil)
    }
}
