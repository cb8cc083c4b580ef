/// Cells of high probability that hang together.
struct CellRegions {
    /// Cell numbers of each region, and its mean probability; the surest first.
    let regions: [(cells: [Int], confidence: Float)]

    /// More boxes say nothing that these do not.
    static let countMax = 6
    /// A region of fewer cells (of 300) is noise.
    static let cellCountMin = 2
    /// A cell belongs to a region from this part of the highest probability on.
    static let partOfHighest: Float = 0.7

    init(_ chances: [Float]) {
        let smooth = GridMean.smoothed(chances)
        let limit = (smooth.max() ?? 0) * Self.partOfHighest
        self.init(taken: smooth.map { $0 >= limit && $0 > 0 }, weight: smooth)
    }

    init(taken: [Bool], weight: [Float]) {
        var isLeft = taken
        var found: [(cells: [Int], confidence: Float)] = []
        for start in isLeft.indices where isLeft[start] {
            var cells = [start]
            isLeft[start] = false
            var next = 0
            while next < cells.count {
                for neighbour in Self.neighbours(of: cells[next]) where isLeft[neighbour] {
                    isLeft[neighbour] = false
                    cells.append(neighbour)
                }
                next += 1
            }
            guard cells.count >= Self.cellCountMin else { continue }
            found.append((cells, cells.reduce(0) { $0 + weight[$1] } / Float(cells.count)))
        }
        regions = Array(found.sorted { ($0.confidence * Float($0.cells.count)) > ($1.confidence * Float($1.cells.count)) }.prefix(Self.countMax))
    }

    private static func neighbours(of cell: Int) -> [Int] {
        let (row, column) = (cell / PictureCells.columns, cell % PictureCells.columns)
        var found: [Int] = []
        if column > 0 { found.append(cell - 1) }
        if column + 1 < PictureCells.columns { found.append(cell + 1) }
        if row > 0 { found.append(cell - PictureCells.columns) }
        if row + 1 < PictureCells.rows { found.append(cell + PictureCells.columns) }
        return found
    }

    func boxes(_ kind: FireSign, in content: PixelArea, of frame: PixelFrame) -> [SignBox] {
        regions.map { region in
            SignBox(kind: kind, box: Self.box(region.cells, in: content, of: frame), confidence: Double(region.confidence))
        }
    }

    static func box(_ cells: [Int], in content: PixelArea, of frame: PixelFrame) -> PictureBox {
        let columns = cells.map { $0 % PictureCells.columns }
        let rows = cells.map { $0 / PictureCells.columns }
        let cellWidth = Double(content.width) / Double(PictureCells.columns) / Double(frame.width)
        let cellHeight = Double(content.height) / Double(PictureCells.rows) / Double(frame.height)
        let (left, top) = (columns.min() ?? 0, rows.min() ?? 0)
        return PictureBox(
            x: Double(content.left) / Double(frame.width) + Double(left) * cellWidth,
            y: Double(content.top) / Double(frame.height) + Double(top) * cellHeight,
            width: Double((columns.max() ?? 0) - left + 1) * cellWidth, height: Double((rows.max() ?? 0) - top + 1) * cellHeight)
    }
}
