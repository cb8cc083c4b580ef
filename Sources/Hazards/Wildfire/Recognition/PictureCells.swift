/// A picture cut into cells, and what colour, light and texture each of them has. Black bars at the edges are left out.
///
/// All values are between 0 and about 1, so that they mean the same whatever the size of the picture:
/// - `light`, `lightSpread`: mean and standard deviation of luma (ITU-R BT.601);
/// - `dark`: mean of the smallest channel; smoke raises it, as haze does (K. He, J. Sun, X. Tang 2009, dark channel);
/// - `saturation`: mean of largest less smallest channel; `warm`: red less blue; `ruddy`: red less green;
/// - `fineEdge`, `coarseEdge`, `grain`: mean gradient of luma, the same over blocks of 4 × 4 pixels, and the mean Laplacian. Smoke keeps coarse
///   edges and loses fine ones (B. U. Toreyin and others 2005);
/// - `flame`: share of pixels that have the colour of flame (T. Celik, H. Demirel 2009, rules in YCbCr); `hot`: share that is blown out;
/// - `grey`: share that is neither coloured nor black nor white; `edges`: share on a strong edge.
struct PictureCells {
    static let columns = 20
    static let rows = 15
    static let count = columns * rows

    /// What is known of a cell, in this order in `values`.
    enum Trait: Int, CaseIterable {
        case light, lightSpread, dark, saturation, warm, ruddy, fineEdge, coarseEdge, grain, flame, hot, grey, edges
    }
    static let traitCount = Trait.allCases.count

    /// `count × traitCount`, cell after cell, row after row from the top.
    let values: [Float]
    /// The part of the picture that the cells cover, in pixels.
    let content: PixelArea

    init(_ frame: PixelFrame) {
        let light = LightPlane(frame)
        let content = light.content
        var sums = CellSums(content)
        sums.addColours(frame, light)
        sums.addTexture(light)
        self.content = content
        values = sums.means()
    }

    subscript(cell: Int, trait: Trait) -> Float { values[cell * Self.traitCount + trait.rawValue] }
}

/// A rectangle of whole pixels.
struct PixelArea: Hashable {
    var left: Int
    var top: Int
    /// The first column and row beyond it.
    var right: Int
    var bottom: Int

    var width: Int { right - left }
    var height: Int { bottom - top }
}
