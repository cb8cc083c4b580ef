import Geology
import Testing

/// A plane that falls one metre for each two along x, on a grid of 10 m.
func slope(from height: Double, columns: Int = 5, rows: Int = 3, hole: Int? = nil) -> SurfaceGrid {
    let heights = (0..<columns * rows).map { index in index == hole ? nil : height - Double(index % columns) * 5 }
    return SurfaceGrid(corner: PlanPoint(x: 0, y: 0), cellMetres: 10, columns: columns, rows: rows, heights: heights)
}

func model(soil: Double = 50, rock: Double = 40, holes: [Borehole] = []) -> LayerModel {
    LayerModel(
        layers: ["soil", "rock"].map { LayerModel.Layer(id: $0, nameZh: $0, nameEn: $0) },
        tops: ["soil": slope(from: soil), "rock": slope(from: rock)],
        boreholes: holes)
}

func hole(_ id: String, x: Double, y: Double) -> Borehole {
    Borehole(id: id, collar: PlanPoint(x: x, y: y), collarHeightMetres: 45, stretches: [.init(fromMetres: 0, toMetres: 9, layer: "soil")])
}

@Suite struct LayerSectionTests {
    @Test("a cut has the heights of the plane at every place of the line")
    func plane() throws {
        let cut = try LayerSection.cut(model(), from: PlanPoint(x: 0, y: 3), to: PlanPoint(x: 40, y: 17), within: 0)
        #expect(cut.tops.map(\.layer) == ["soil", "rock"])
        for (along, height) in zip(cut.along, cut.tops[0].heights) {
            let x = along * 40 / (40.0 * 40 + 14 * 14).squareRoot()
            #expect(abs(try #require(height) - (50 - x / 2)) < 1e-9)
        }
    }

    @Test("outside a surface and beside an unknown node nothing is said")
    func unknown() throws {
        let cut = try LayerSection.cut(model(), from: PlanPoint(x: 20, y: 10), to: PlanPoint(x: 60, y: 10), within: 0)
        #expect(cut.tops[0].heights.first != .some(nil) && cut.tops[0].heights.last == .some(nil))
        #expect(slope(from: 50, hole: 6).height(at: PlanPoint(x: 9, y: 9)) == nil)
        #expect(slope(from: 50, hole: 6).height(at: PlanPoint(x: 25, y: 9)) == 37.5)
    }

    @Test("a borehole stands on the line at a right angle, and only within the distance")
    func projected() throws {
        let holes = [hole("near", x: 20, y: 14), hole("far", x: 20, y: 17), hole("before", x: -1, y: 10), hole("right", x: 30, y: 6)]
        let cut = try LayerSection.cut(model(holes: holes), from: PlanPoint(x: 0, y: 10), to: PlanPoint(x: 40, y: 10), within: 5)
        #expect(cut.boreholes.map(\.id) == ["near", "right"])
        #expect(cut.boreholes[0].alongMetres == 20 && cut.boreholes[0].asideMetres == 4 && cut.boreholes[1].asideMetres == -4)
    }

    @Test("a line without length and a distance without bound are refused")
    func refused() {
        let point = PlanPoint(x: 1, y: 1)
        #expect(throws: GeologyFault.self) { try LayerSection.cut(model(), from: point, to: point, within: 1) }
        #expect(throws: GeologyFault.self) { try LayerSection.cut(model(), from: point, to: PlanPoint(x: 9, y: 9), within: 501) }
        #expect(throws: GeologyFault.self) { try LayerSection.cut(model(), from: point, to: PlanPoint(x: 9, y: 9), within: .nan) }
    }

    @Test("the middle line goes along the shorter side")
    func middle() throws {
        let line = try #require(model().middleLine)
        #expect(line.from == PlanPoint(x: 20, y: 0) && line.to == PlanPoint(x: 20, y: 20))
    }

    @Test("a layer that lies above the one over it is named with how far")
    func crossings() {
        #expect(model().crossings.isEmpty)
        let crossed = model(soil: 40, rock: 42).crossings
        #expect(crossed.count == 1 && crossed[0].upper == "soil" && crossed[0].largestMetres == 2 && crossed[0].nodeCount == 15)
    }
}
