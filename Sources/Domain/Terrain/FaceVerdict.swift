/// What a comparison says about a whole face, beside the cores: levels, patches, and whether it can say anything.
public struct FaceVerdict: Sendable {
    public let patches: [Patch]
    /// How many times larger window means scatter than those of independent cores.
    public let inflation: Double
    public let calibration: LevelCalibration?
    /// The median level of detection in metres; NaN when no core has one.
    public let medianLevel: Double
    /// Points of the sparser epoch per square metre of cylinder, in the median.
    public let density: Double
    /// The median distance of all usable cores in metres. When it is not small against a level, the epochs are displaced as a whole.
    public let medianDistance: Double

    /// Calibrates levels, searches patches, leaves them out, and calibrates again: what moved must not widen the levels of what stands still.
    ///
    /// Patches are always tested with calibrated levels; where `calibrates`, the changes are given them too, otherwise they keep the levels of
    /// their method (M3C2 promises those of its paper). A face that is looked at in several ways has as many chances of a false patch: `looks` shares
    /// the one chance among them.
    public init(_ cores: [SIMD3<Double>], _ changes: inout [Change], cylinder: Cylinder, calibrates: Bool, looks: Int = 1) {
        var moved = LevelCalibration.suspects(changes)
        var report = PatchReport(patches: [], inflation: 1)
        var calibration: LevelCalibration?
        var scaled = changes
        let windows = PatchSearch.windows(at: cores, changes)
        for _ in 0..<Self.rounds {
            scaled = changes
            calibration = LevelCalibration(&scaled, moved: moved)
            report = windows.map { PatchSearch.patches(at: cores, scaled, moved: moved, windows: $0, looks: looks) } ?? report
            var found = [Bool](repeating: false, count: cores.count)
            for patch in report.patches { for core in patch.cores { found[core] = true } }
            if found == moved { break }
            moved = found
        }
        if calibrates { changes = scaled }
        patches = report.patches
        inflation = report.inflation
        self.calibration = calibration
        let usable = changes.filter(\.isUsable)
        medianLevel = Ranked.median(usable.map(\.level))
        medianDistance = Ranked.median(usable.map(\.distance))
        density = Ranked.median(changes.map { Double($0.counts.min()) }) / (Double.pi * cylinder.radius * cylinder.radius)
    }

    /// The second round sees the face without what the first found; more than a third change nothing any more.
    private static let rounds = 3

    /// Why a shift of `target` metres cannot be told here, or nil when it can.
    ///
    /// The level of means falls with the square root of the count, and so does the distance to the neighbours that a plane is held by: the
    /// points that are needed grow with the level itself.
    public func cannotTell(_ target: Double, isRegistered: Bool) -> String? {
        let mm = EpochCheck.rounded(1000 * target)
        let points = EpochCheck.rounded(density)
        guard medianLevel.isFinite else { return "cannot tell: \(points) pts/m², too few for any level of detection" }
        guard medianLevel > target else { return nil }
        return "cannot tell \(mm) mm: the level of detection is \(EpochCheck.rounded(1000 * medianLevel)) mm at \(points) pts/m²"
            + (isRegistered ? "" : "; epochs that are not registered on each other look rough: try --register")
    }

    /// Why nothing may be said about this face at all, or nil.
    public func refusal(target: Double, isRegistered: Bool) -> String? {
        let points = EpochCheck.rounded(density)
        if !isRegistered, abs(medianDistance) > medianLevel / 2, abs(medianDistance) > Self.displacedMin {
            return "cannot tell what moved: the epochs lie \(EpochCheck.rounded(1000 * medianDistance)) mm apart over the whole face. Register them "
                + "with --register; if the whole face may have moved, tie both epochs to fixed points off it."
        }
        let needed = Int(Self.pointsPerSquareMetre(for: target).rounded(.up))
        let mm = EpochCheck.rounded(1000 * target)
        guard medianLevel.isFinite, density >= Self.densityShareMin * Double(needed) else {
            return "cannot tell: \(points) pts/m², needs \(needed) for \(mm) mm. Scan denser or from nearer, or ask for a larger shift with --target."
        }
        return nil
    }

    /// Metres. Below this a face-wide distance is no patch and hides none.
    static let displacedMin = 0.0005

    /// 60 points/m² for 5 mm is assumed from one synthetic rock, whose level was 2.3 mm at 139 points/m²; it was not measured over densities.
    static func pointsPerSquareMetre(for target: Double) -> Double { 60 * 0.005 / target }

    /// Smoother rock needs fewer points than the synthetic one; with less than this share of them no rock does.
    static let densityShareMin = 0.5
}
