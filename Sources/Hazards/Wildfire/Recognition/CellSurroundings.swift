/// A cell's traits beside their means over 3 × 3 cells, over the picture, and their standard deviations over the picture.
enum CellSurroundings {
    /// `PictureCells.count × 4 · PictureCells.traitCount`.
    static func values(_ cells: PictureCells) -> [Float] {
        let traits = PictureCells.traitCount
        let (means, spreads) = overall(cells)
        let around = (0..<traits).map { trait in
            GridMean.smoothed((0..<PictureCells.count).map { cells.values[$0 * traits + trait] })
        }
        var values: [Float] = []
        values.reserveCapacity(PictureCells.count * traits * CellHead.groups.count)
        for cell in 0..<PictureCells.count {
            values += cells.values[cell * traits..<(cell + 1) * traits]
            for trait in 0..<traits { values.append(around[trait][cell]) }
            values += means
            values += spreads
        }
        return values
    }

    private static func overall(_ cells: PictureCells) -> (means: [Float], spreads: [Float]) {
        let (traits, count) = (PictureCells.traitCount, Float(PictureCells.count))
        var sums = [Float](repeating: 0, count: traits)
        for index in cells.values.indices { sums[index % traits] += cells.values[index] }
        let means = sums.map { $0 / count }
        var squares = [Float](repeating: 0, count: traits)
        for index in cells.values.indices {
            let apart = cells.values[index] - means[index % traits]
            squares[index % traits] += apart * apart
        }
        return (means, squares.map { ($0 / count).squareRoot() })
    }
}

/// Means over the grid of cells.
enum GridMean {
    /// Over 3 × 3 cells; beyond an edge the edge counts again.
    static func smoothed(_ values: [Float]) -> [Float] {
        let (columns, rows) = (PictureCells.columns, PictureCells.rows)
        return (0..<PictureCells.count).map { cell in
            let (row, column) = (cell / columns, cell % columns)
            var sum: Float = 0
            for down in -1...1 {
                let start = min(max(row + down, 0), rows - 1) * columns
                for right in -1...1 { sum += values[start + min(max(column + right, 0), columns - 1)] }
            }
            return sum / 9
        }
    }
}
