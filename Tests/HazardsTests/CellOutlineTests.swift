import Testing

@testable import Wildfire

@Suite("The outline of burned cells")
struct CellOutlineTests {
    private func rings(_ picture: [String]) -> [[SIMD2<Double>]] {
        let rows = Array(picture.reversed()).map(Array.init)
        return CellOutline.rings(columns: rows[0].count, rows: rows.count, cellSize: 10) { rows[$0 / rows[0].count][$0 % rows[0].count] == "#" }
    }

    @Test("one cell is a square, run round counter-clockwise")
    func square() {
        let ring = rings(["...", ".#.", "..."])
        #expect(ring.count == 1 && ring[0].count == 4 && CellOutline.area(ring[0]) == 100)
    }

    @Test("a hole is a ring of its own that runs the other way, and areas add up to the cells")
    func hole() {
        let both = rings(["#####", "#...#", "#.#.#", "#...#", "#####"])
        #expect(both.count == 3 && both.map(CellOutline.area).sorted() == [-900, 100, 2_500])
    }

    @Test("cells that touch in a corner are outlined apart, and a full raster by its four corners")
    func corners() {
        #expect(rings(["#.", ".#"]).map { $0.count } == [4, 4])
        #expect(rings([".#", "#."]).map(CellOutline.area) == [100, 100])
        #expect(rings(["##", "##"])[0].count == 4)
    }

    @Test("whatever the cells, the areas of all rings add up to theirs", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func areas(seed: UInt64) {
        var draws = SeededDraws(seed: seed)
        let cells = (0..<900).map { _ in draws.part() < 0.55 }
        let rings = CellOutline.rings(columns: 30, rows: 30, cellSize: 1) { cells[$0] }
        #expect(abs(rings.map(CellOutline.area).reduce(0, +) - Double(cells.count { $0 })) < 1e-9)
    }
}
