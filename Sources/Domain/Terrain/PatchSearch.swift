/// Finds connected cores that moved together, and says how sure that is.
///
/// One core in twenty that stands still lies beyond its level; so single cores are never shown. Windows of cores are tested together against
/// what chance makes of the same face, over all places and sizes at once (`WindowScores`), and each that passes grows over its neighbours.
struct PatchSearch {
    private let places: [SIMD3<Double>]
    private let changes: [Change]
    private let scores: WindowScores
    private let values: [[Double]]
    private var isTaken: [Bool]
    private let looks: Double

    /// The chance of any false patch on a whole face, in all looks at it together.
    static let chanceMax = 0.01
    /// Cores of the smallest patch.
    static let countMin = 3
    /// Cores below which chance cannot be told from change.
    static let coreCountMin = 50
    /// No site has more patches worth a person's look.
    private static let patchesMax = 500

    private init(_ places: [SIMD3<Double>], _ changes: [Change], moved: [Bool], windows: [Neighbourhoods], looks: Int) {
        self.places = places
        self.looks = Double(looks)
        self.changes = changes
        let scores = WindowScores(changes, moved: moved, windows: windows)
        self.scores = scores
        values = scores.windows.indices.map(scores.scores)
        isTaken = changes.map { !$0.isUsable }
    }

    /// The windows of a face, which hold for every look at it; nil when there are too few usable cores to search.
    static func windows(at places: [SIMD3<Double>], _ changes: [Change]) -> [Neighbourhoods]? {
        guard changes.count(where: \.isUsable) >= coreCountMin else { return nil }
        let spacing = Spacing.metres(places)
        let isUsed = changes.map(\.isUsable)
        let windows = WindowScores.radii.map { Neighbourhoods(places, isUsed: isUsed, radius: $0 * spacing) }
        let usable = Double(isUsed.count { $0 })
        return Array(windows.prefix(1)) + windows.dropFirst().filter { usable >= windowsMin * Double($0.typicalCount) }
    }

    /// Windows that must fit side by side on a face: how far their means scatter is measured on them, and from fewer it is a guess.
    private static let windowsMin = 12.0

    /// The patches of a face whose levels are calibrated, the surest first. `moved` says which cores are known to have moved from an earlier look.
    static func patches(
        at places: [SIMD3<Double>], _ changes: [Change], moved: [Bool], windows: [Neighbourhoods], looks: Int
    ) -> PatchReport {
        var search = PatchSearch(places, changes, moved: moved, windows: windows, looks: looks)
        let grown = search.grown()
        let found = (grown + search.abrupt()).sorted { $0.chance < $1.chance }
        let patches = found.enumerated().map { search.patch($1, id: $0 + 1) }
        return PatchReport(patches: patches, inflation: search.scores.inflation.max() ?? 1)
    }

    private struct Seed {
        let core: Int
        let window: Int
        let score: Double
    }

    private struct Grown {
        let cores: [Int]
        let chance: Double
    }

    private func chance(_ score: Double) -> Double { min(1, looks * scores.chance(of: score)) }

    /// Seeds from the strongest to the weakest; what has become part of a patch is no seed any more, and no reason for another: a wide window
    /// beside a patch holds many of its cores.
    private mutating func grown() -> [Grown] {
        var seeds: [Seed] = []
        for (window, scores) in values.enumerated() {
            for (core, score) in scores.enumerated() where chance(abs(score)) <= Self.chanceMax {
                seeds.append(Seed(core: core, window: window, score: score))
            }
        }
        seeds.sort { (abs($0.score), $1.core) > (abs($1.score), $0.core) }
        var found: [Grown] = []
        for seed in seeds where !isTaken[seed.core] && found.count < Self.patchesMax {
            guard chance(abs(scores.score(seed.window, at: seed.core, without: isTaken))) <= Self.chanceMax else { continue }
            let cores = grow(seed)
            if cores.count >= Self.countMin { found.append(Grown(cores: cores, chance: chance(abs(seed.score)))) }
        }
        return found
    }

    /// From the seed over neighbours whose shift, averaged over the smallest window that itself passes, is of the same sign and at least half as
    /// large. A rim of one more step is taken too: windows at the edge reach beyond it, and would seed the same patch again.
    private mutating func grow(_ seed: Seed) -> [Int] {
        let window = (0...seed.window).first { chance(abs(values[$0][seed.core])) <= Self.chanceMax } ?? seed.window
        let full = scores.shift(window, values[window][seed.core], at: seed.core)
        var cores: [Int] = []
        var queue = [seed.core]
        var isSeen: Set<Int> = [seed.core]
        while let core = queue.popLast() {
            let shift = scores.shift(window, values[window][core], at: core)
            guard shift * full > 0, abs(shift) >= abs(full) / 2, !isTaken[core] else { continue }
            cores.append(core)
            for next in scores.windows[0][core] where isSeen.insert(Int(next)).inserted { queue.append(Int(next)) }
        }
        for core in cores {
            for next in scores.windows[seed.window][core] { isTaken[Int(next)] = true }
        }
        return cores
    }

    /// What is smaller than any window and far beyond chance, such as a block that fell out: a core beyond ten levels, and neighbours beyond their
    /// own level on the same side. The chance is that of the neighbours alone: each lies there once in forty.
    private mutating func abrupt() -> [Grown] {
        var found: [Grown] = []
        let strong = places.indices.filter { changes[$0].isUsable && abs(changes[$0].distance) > Self.abruptLevels * changes[$0].level }
            .sorted { abs(changes[$0].distance) > abs(changes[$1].distance) }
        for core in strong where !isTaken[core] && found.count < Self.patchesMax {
            let around = scores.windows[0][core]
            let same = around.map(Int.init).filter { other in
                other != core && !isTaken[other] && changes[other].distance * changes[core].distance > 0
                    && abs(changes[other].distance) > changes[other].level
            }
            guard same.count + 1 >= Self.countMin else { continue }
            let ways = (0..<same.count).reduce(1.0) { $0 * Double(around.count - 1 - $1) / Double($1 + 1) }
            let chance = min(1, same.reduce(ways) { product, _ in product / 40 })
            for other in around { isTaken[Int(other)] = true }
            found.append(Grown(cores: [core] + same, chance: chance))
        }
        return found
    }

    private static let abruptLevels = 10.0

    private func patch(_ grown: Grown, id: Int) -> Patch {
        let center = grown.cores.reduce(SIMD3<Double>()) { $0 + places[$1] } / Double(grown.cores.count)
        let widest = scores.windows[scores.windows.count - 1]
        let area = Double.pi * widest.radius * widest.radius / Double(max(1, widest.typicalCount))
        return Patch(
            id: id, center: center, squareMetres: area * Double(grown.cores.count), median: Ranked.median(grown.cores.map { changes[$0].distance }),
            confidence: 1 - grown.chance, cores: grown.cores.sorted())
    }
}

/// How far apart core points lie.
enum Spacing {
    /// The median distance in metres to the nearest other core, of a sample.
    static func metres(_ places: [SIMD3<Double>]) -> Double {
        let sample = min(places.count, max(20, pairsMax / places.count), 400)
        let nearest = (0..<sample).map { number -> Double in
            let from = places[number * places.count / sample]
            return places.reduce(Double.infinity) { nearest, place in
                let d = place - from
                let square = d.dot(d)
                return square > 0 ? min(nearest, square) : nearest
            }.squareRoot()
        }
        return Ranked.median(nearest)
    }

    private static let pairsMax = 10_000_000
}
