import Geology
import Testing

@Suite struct LayerDifferenceTests {
    @Test("a layer that sank is named with how far, and one that stayed is not")
    func moved() {
        let difference = LayerDifference.between(model(), model(rock: 38.5))
        #expect(difference.unchanged == ["soil"])
        #expect(difference.moved.map(\.layer) == ["rock"])
        #expect(difference.moved[0].meanMetres == -1.5 && difference.moved[0].largestMetres == -1.5 && difference.moved[0].comparedCount == 15)
    }

    @Test("ground that the old version did not know is counted apart")
    func newGround() {
        let wider = LayerModel(
            layers: model().layers, tops: ["soil": slope(from: 52, columns: 7), "rock": slope(from: 40)], boreholes: [])
        let moved = LayerDifference.between(model(), wider).moved
        #expect(moved.count == 1 && moved[0].comparedCount == 15 && moved[0].newGroundCount == 6 && moved[0].meanMetres == 2)
    }

    @Test("surfaces without a place in common cannot be compared, which is not unchanged")
    func apart() {
        let away = SurfaceGrid(corner: PlanPoint(x: 900, y: 900), cellMetres: 10, columns: 2, rows: 2, heights: [1, 1, 1, 1])
        let other = LayerModel(layers: model().layers, tops: ["soil": away, "rock": slope(from: 40)], boreholes: [])
        let difference = LayerDifference.between(model(), other)
        #expect(difference.incomparable == ["soil"] && difference.unchanged == ["rock"] && difference.moved.isEmpty)
    }

    @Test("boreholes that came, went and changed are named")
    func boreholes() {
        let old = model(holes: [hole("a", x: 1, y: 1), hole("b", x: 2, y: 2)])
        let new = model(holes: [hole("b", x: 3, y: 2), hole("c", x: 2, y: 2)])
        let difference = LayerDifference.between(old, new)
        #expect(difference.boreholesAdded == ["c"] && difference.boreholesRemoved == ["a"] && difference.boreholesChanged == ["b"])
    }
}
