/// Sums over the pixels of each cell while a picture is gone through.
struct CellSums {
    private let content: PixelArea
    /// `PictureCells.count × Sum.count`.
    private var sums: [Int64]
    /// The cell column of each pixel column of the content.
    private let columnOf: [Int]
    private let rowOf: [Int]

    /// What is added up, in this order.
    private enum Sum {
        static let pixels = 0, luma = 1, lumaSquare = 2, dark = 3, range = 4, warm = 5, ruddy = 6, flame = 7, hot = 8, grey = 9
        static let texels = 10, fine = 11, grain = 12, edges = 13, blocks = 14, coarse = 15
        static let count = 16
    }

    init(_ content: PixelArea) {
        self.content = content
        sums = [Int64](repeating: 0, count: PictureCells.count * Sum.count)
        columnOf = (0..<content.width).map { $0 * PictureCells.columns / content.width }
        rowOf = (0..<content.height).map { $0 * PictureCells.rows / content.height }
    }

    /// A pixel is blown out from this luma on.
    private static let hotLuma = 235
    /// A grey pixel: its channels differ by less than this, and it is neither black nor white.
    private static let greyRange = 26
    private static let greyLumas = 50..<225
    /// A gradient (sum of both differences over two pixels) from which a pixel lies on a strong edge.
    private static let strongEdge = 60

    mutating func addColours(_ frame: PixelFrame, _ light: LightPlane) {
        let (content, columnOf, rowOf) = (content, columnOf, rowOf)
        sums.withUnsafeMutableBufferPointer { sums in
            frame.rgb.withUnsafeBufferPointer { rgb in
                light.luma.withUnsafeBufferPointer { luma in
                    columnOf.withUnsafeBufferPointer { columnOf in
                        for y in content.top..<content.bottom {
                            let cells = rowOf[y - content.top] * PictureCells.columns
                            for x in content.left..<content.right {
                                let pixel = y * frame.width + x
                                let cell = (cells + columnOf[x - content.left]) * Sum.count
                                Self.add(
                                    Int(rgb[3 * pixel]), Int(rgb[3 * pixel + 1]), Int(rgb[3 * pixel + 2]), Int(luma[pixel]), to: sums, at: cell)
                            }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func add(_ red: Int, _ green: Int, _ blue: Int, _ luma: Int, to sums: UnsafeMutableBufferPointer<Int64>, at cell: Int) {
        let (largest, smallest) = (max(red, max(green, blue)), min(red, min(green, blue)))
        let range = largest - smallest
        sums[cell + Sum.pixels] &+= 1
        sums[cell + Sum.luma] &+= Int64(luma)
        sums[cell + Sum.lumaSquare] &+= Int64(luma * luma)
        sums[cell + Sum.dark] &+= Int64(smallest)
        sums[cell + Sum.range] &+= Int64(range)
        sums[cell + Sum.warm] &+= Int64(red - blue)
        sums[cell + Sum.ruddy] &+= Int64(red - green)
        sums[cell + Sum.flame] &+= FlameColour.has(red, green, blue, luma: luma) ? 1 : 0
        sums[cell + Sum.hot] &+= luma >= hotLuma ? 1 : 0
        sums[cell + Sum.grey] &+= range < greyRange && greyLumas.contains(luma) ? 1 : 0
    }

    mutating func addTexture(_ light: LightPlane) {
        let (content, columnOf, rowOf) = (content, columnOf, rowOf)
        let width = light.width
        sums.withUnsafeMutableBufferPointer { sums in
            light.luma.withUnsafeBufferPointer { luma in
                columnOf.withUnsafeBufferPointer { columnOf in
                    for y in content.top + 1..<content.bottom - 1 {
                        let cells = rowOf[y - content.top] * PictureCells.columns
                        for x in content.left + 1..<content.right - 1 {
                            let (here, cell) = (y * width + x, (cells + columnOf[x - content.left]) * Sum.count)
                            let (west, east) = (Int(luma[here - 1]), Int(luma[here + 1]))
                            let (north, south) = (Int(luma[here - width]), Int(luma[here + width]))
                            let gradient = abs(east - west) + abs(south - north)
                            sums[cell + Sum.texels] &+= 1
                            sums[cell + Sum.fine] &+= Int64(gradient)
                            sums[cell + Sum.grain] &+= Int64(abs(4 * Int(luma[here]) - west - east - north - south))
                            sums[cell + Sum.edges] &+= gradient >= Self.strongEdge ? 1 : 0
                        }
                    }
                }
            }
        }
        addCoarseTexture(light)
    }

    private mutating func addCoarseTexture(_ light: LightPlane) {
        let side = LightPlane.blockSide
        let across = light.width / side
        let (left, right) = (content.left / side + 2, content.right / side - 2)
        let (top, bottom) = (content.top / side + 2, content.bottom / side - 2)
        for row in top..<max(top, bottom) {
            for column in left..<max(left, right) {
                let cell = rowOf[row * side - content.top] * PictureCells.columns + columnOf[column * side - content.left]
                let here = row * across + column
                let gradient =
                    abs(Int(light.blocks[here + 1]) - Int(light.blocks[here - 1]))
                    + abs(Int(light.blocks[here + across]) - Int(light.blocks[here - across]))
                sums[cell * Sum.count + Sum.blocks] &+= 1
                sums[cell * Sum.count + Sum.coarse] &+= Int64(gradient)
            }
        }
    }

    /// In the order of `PictureCells.Trait`.
    func means() -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(PictureCells.count * PictureCells.traitCount)
        for cell in 0..<PictureCells.count {
            func sum(_ kind: Int) -> Float { Float(sums[cell * Sum.count + kind]) }
            let (pixels, texels, blocks) = (max(sum(Sum.pixels), 1), max(sum(Sum.texels), 1), max(sum(Sum.blocks), 1))
            let light = sum(Sum.luma) / pixels
            let spread = max(0, sum(Sum.lumaSquare) / pixels - light * light).squareRoot()
            values += [light / 255, spread / 128, sum(Sum.dark) / pixels / 255, sum(Sum.range) / pixels / 255]
            values += [sum(Sum.warm) / pixels / 255, sum(Sum.ruddy) / pixels / 255]
            values += [sum(Sum.fine) / texels / 128, sum(Sum.coarse) / blocks / 128, sum(Sum.grain) / texels / 128]
            values += [sum(Sum.flame) / pixels, sum(Sum.hot) / pixels, sum(Sum.grey) / pixels, sum(Sum.edges) / texels]
        }
        return values
    }
}
