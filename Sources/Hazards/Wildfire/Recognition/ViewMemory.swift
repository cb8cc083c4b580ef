import City

/// What a camera usually sees: the slow mean of each cell's traits, how its light went lately, and since when it has been covered by something.
struct ViewMemory: Sendable {
    private var usual: [Float] = []
    private var thumbnail: Thumbnail?
    private var learnedAt: Instant?
    private var startedAt: Instant?
    /// The lights of each cell in the last pictures, the newest last.
    private var lights: [[Float]] = []
    private var coveredSince = [Instant?](repeating: nil, count: PictureCells.count)

    /// The slow mean forgets within this many seconds; a cell that seems covered or burning is learned ten times slower, so that a fire does not
    /// become usual while somebody is on the way.
    static let memorySeconds: Float = 120
    static let slowness: Float = 10
    /// Nothing is called covered before the view has been watched this long.
    static let learningAtLeast: Seconds = 8
    /// Pictures over which flicker is looked at.
    static let flickerWindow = 10
    /// Below this correlation with the usual view, the camera looks elsewhere.
    static let likenessMin: Float = 0.3

    func isKnown(_ new: Thumbnail) -> Bool { (thumbnail?.likeness(to: new)).flatMap { $0 } ?? 1 >= Self.likenessMin }

    mutating func learn(_ cells: PictureCells, _ new: Thumbnail, at now: Instant) {
        lights.append((0..<PictureCells.count).map { cells[$0, .light] })
        if lights.count > Self.flickerWindow { lights.removeFirst() }
        guard let before = learnedAt, !usual.isEmpty else {
            usual = cells.values
            thumbnail = new
            (learnedAt, startedAt) = (now, now)
            return
        }
        let seconds = Float(min(now.since(before).value, 10))
        let isYoung = startedAt.map { now.since($0) < Self.learningAtLeast } ?? true
        let part = isYoung ? 0.3 : seconds / Self.memorySeconds
        thumbnail?.approach(new, by: part)
        for cell in 0..<PictureCells.count {
            let cellPart = coveredSince[cell] == nil ? part : part / Self.slowness
            for index in cell * PictureCells.traitCount..<(cell + 1) * PictureCells.traitCount {
                usual[index] += cellPart * (cells.values[index] - usual[index])
            }
        }
        learnedAt = now
    }

    private func usual(_ cell: Int, _ trait: PictureCells.Trait) -> Float { usual[cell * PictureCells.traitCount + trait.rawValue] }

    // MARK: Flame

    /// Share of flame-coloured or blown-out pixels a burning cell has at least: a cell of 32 × 24 pixels is burning from some 25 of them on.
    static let flameShareMin: Float = 0.03
    /// Mean step of a cell's light from picture to picture, and the share of steps that turn back: flames flicker at 1 to 10 Hz (B. U. Toreyin and
    /// others 2006), which any rate of pictures from two a second on shows as light that goes to and fro.
    static let flickerMin: Float = 0.008
    static let turnShareMin: Float = 0.3

    func flames(_ cells: PictureCells, chances: [Float]) -> CellRegions {
        guard lights.count == Self.flickerWindow else { return CellRegions(taken: [], weight: []) }
        let taken = (0..<PictureCells.count).map { cell in
            guard cells[cell, .flame] >= Self.flameShareMin, cells[cell, .flame] >= usual(cell, .flame) / 2 else { return false }
            let (step, turns) = flicker(cell)
            return step >= Self.flickerMin && turns >= Self.turnShareMin
        }
        return CellRegions(taken: taken, weight: zip(taken, chances).map { $0 ? max($1, 0.5) : $1 })
    }

    private func flicker(_ cell: Int) -> (step: Float, turnShare: Float) {
        var (steps, turns, before) = (Float(0), 0, Float(0))
        for number in 1..<lights.count {
            let step = lights[number][cell] - lights[number - 1][cell]
            steps += abs(step)
            if step * before < 0 { turns += 1 }
            before = step
        }
        return (steps / Float(lights.count - 1), Float(turns) / Float(lights.count - 2))
    }

    // MARK: Smoke

    /// What smoke does to a cell: it takes fine edges away and turns it grey (B. U. Toreyin and others 2005), as the slow mean shows it.
    static let edgePartMax: Float = 0.75
    /// A cell without any fine edges, such as sky, loses none: there it must change its light by this instead.
    static let bareEdge: Float = 0.02
    static let lightChangeMin: Float = 0.08
    /// Below this a cell is black, and its light is noise.
    static let lightMin: Float = 0.02
    /// Cells beyond this part of all at once are fog, or the sun behind a cloud.
    static let coveredPartMax: Float = 0.6
    /// A plume has this many cells at least, and has been growing for a few seconds, its younger cells above its older ones.
    static let plumeCellsMin = 4
    static let growingAtLeast: Seconds = 3
    static let riseRowsMin: Float = 0.5

    mutating func smokes(_ cells: PictureCells, chances: [Float], at now: Instant) -> CellRegions {
        guard let startedAt, now.since(startedAt) >= Self.learningAtLeast else { return CellRegions(taken: [], weight: []) }
        for cell in 0..<PictureCells.count {
            if isCovered(cells, cell) {
                coveredSince[cell] = coveredSince[cell] ?? now
            } else {
                coveredSince[cell] = nil
            }
        }
        let covered = coveredSince.map { $0 != nil }
        guard Float(covered.count { $0 }) <= Self.coveredPartMax * Float(PictureCells.count) else { return CellRegions(taken: [], weight: []) }
        let regions = CellRegions(taken: covered, weight: zip(covered, chances).map { $0 ? max($1, 0.5) : $1 })
        var rising = [Bool](repeating: false, count: PictureCells.count)
        for region in regions.regions where isRising(region.cells) {
            for cell in region.cells { rising[cell] = true }
        }
        return CellRegions(taken: rising, weight: chances.map { max($0, 0.5) })
    }

    private func isCovered(_ cells: PictureCells, _ cell: Int) -> Bool {
        let change = abs(cells[cell, .light] - usual(cell, .light))
        let isGreyer = cells[cell, .saturation] <= max(usual(cell, .saturation), 0.15) && cells[cell, .saturation] < 0.3
        guard isGreyer else { return false }
        let usualEdge = usual(cell, .fineEdge)
        if usualEdge < Self.bareEdge { return change >= Self.lightChangeMin }
        // A shadow dims edges as much as light; what covers them takes more of the edges than of the light.
        let dimmed = min(1, cells[cell, .light] / max(usual(cell, .light), Self.lightMin))
        return cells[cell, .fineEdge] <= Self.edgePartMax * usualEdge * dimmed && change >= Self.lightChangeMin / 4
    }

    /// The half of the cells that were covered last lies above the half that were covered first.
    private func isRising(_ region: [Int]) -> Bool {
        guard region.count >= Self.plumeCellsMin else { return false }
        let byAge = region.compactMap { cell in coveredSince[cell].map { (since: $0, row: Float(cell / PictureCells.columns)) } }.sorted {
            $0.since < $1.since
        }
        guard let oldest = byAge.first, let newest = byAge.last, newest.since.since(oldest.since) >= Self.growingAtLeast else { return false }
        let half = byAge.count / 2
        let older = byAge.prefix(half).reduce(0) { $0 + $1.row } / Float(half)
        let younger = byAge.suffix(half).reduce(0) { $0 + $1.row } / Float(half)
        return older - younger >= Self.riseRowsMin
    }
}
