/// A borrowed look at a grid's points for one run of searches.
///
/// Holds bare pointers because a search reads some five hundred points and there are tens of thousands of searches: with arrays, reference
/// counting and bounds checks in the inner loops doubled their time. It never leaves the closure it is lent to.
struct GridSearch {
    let frame: FaceFrame
    let low: SIMD3<Double>
    let center: SIMD3<Double>
    let layout: GridLayout
    let quantum: Double
    let quanta: UnsafeBufferPointer<Int32>
    let starts: UnsafeBufferPointer<Int32>

    var count: Int { quanta.count / 3 }

    /// A place of the world in metres from the middle of the grid's box.
    func place(_ world: SIMD3<Double>) -> SIMD3<Double> { frame.local(world) - center }

    @inline(__always) func point(_ index: Int) -> SIMD3<Double> {
        SIMD3(Double(quanta[3 * index]), Double(quanta[3 * index + 1]), Double(quanta[3 * index + 2])) * quantum
    }

    /// Hands over each run of points that may lie within `half` of `place`; some of them lie farther away.
    @inline(__always) func forEachRun(around place: SIMD3<Double>, half: SIMD3<Double>, _ body: (Range<Int>) -> Void) {
        let from = place - half + center - low
        let to = place + half + center - low
        let columns = (layout.column(from.x), layout.column(to.x))
        for layer in layout.layer(from.z)...layout.layer(to.z) {
            for row in layout.row(from.y)...layout.row(to.y) {
                let line = (layer * layout.rows + row) * layout.columns
                let run = Int(starts[line + columns.0])..<Int(starts[line + columns.1 + 1])
                if !run.isEmpty { body(run) }
            }
        }
    }
}

extension EpochGrid {
    /// Lends the points to a run of searches.
    func search<Value>(_ body: (GridSearch) -> Value) -> Value {
        quanta.withUnsafeBufferPointer { quanta in
            starts.withUnsafeBufferPointer { starts in
                body(GridSearch(frame: frame, low: box.low, center: box.center, layout: layout, quantum: quantum, quanta: quanta, starts: starts))
            }
        }
    }
}
