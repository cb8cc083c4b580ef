/// Lays the second epoch on the first by what stands still: point to plane, both ways, robust, from coarse to fine.
///
/// Point-to-plane distances after Chen and Medioni (1992); Tukey's biweight against stray points; and after each fine step blocks of the face
/// that disagree with the rest are left out, so that what moved does not pull (cf. stable areas in Yang and Schwieger 2023).
public struct Registration: Sendable {
    /// In the axes of the grids' frame; `EpochGrid.init` applies it to the second epoch.
    public let motion: RigidMotion
    /// Metres: how far, in the root mean square over the face, the motion is uncertain. From the scatter between blocks of the face, because
    /// residuals within a block are not independent.
    public let residual: Double
    /// The share of the blocks that was taken for stable.
    public let stableShare: Double

    /// Metres. Epochs displaced by more than this are not found.
    public static let searchRadiusMax = 2.0
    private let frame: FaceFrame
    private let middle: SIMD3<Double>

    /// Where a point of the second epoch comes to lie, in the axes and metres of the files.
    public func apply(_ point: SIMD3<Double>) -> SIMD3<Double> {
        frame.world(motion.apply(frame.local(point) - middle) + middle)
    }

    /// Radii of the planes in metres and samples a side, from coarse to fine.
    private static let stages = [(2.0, 3_000), (1.0, 10_000), (0.5, 40_000)]
    private static let finalSamples = 150_000
    /// Metres, and points the finest planes must hold: they follow the rock as closely as the density allows.
    private static let finalRadiusMin = 0.25
    private static let finalCount = 12.0
    private static let stepsMax = 20

    /// Throws when the epochs are too far apart, or their surfaces too different, to be laid on each other.
    public init(first: EpochGrid, second: EpochGrid, lanes: Lanes = .one) throws(TerrainFault) {
        var motion = RigidMotion(pivot: SIMD3())
        var countPerSquareMetre = 0.0
        for (radius, samples) in Self.stages {
            for _ in 0..<Self.stepsMax {
                let ties = Ties(first, second, motion, radius: radius, samples: samples, lanes: lanes)
                guard ties.foundShare >= Self.foundShareMin else { throw Self.apart(second, first, ties.foundShare) }
                countPerSquareMetre = ties.meanCount / (Double.pi * radius * radius)
                guard ties.step(&motion, isLeftOut: []) > radius * 1e-3 else { break }
            }
        }
        let radius = max(Self.finalRadiusMin, (Self.finalCount / (Double.pi * max(countPerSquareMetre, 1e-9))).squareRoot())
        var blocks = StableBlocks()
        var ties = Ties(first, second, motion, radius: radius, samples: Self.finalSamples, lanes: lanes)
        for _ in 0..<Self.finalSteps {
            _ = ties.step(&motion, isLeftOut: blocks.leftOut)
            ties = Ties(first, second, motion, radius: radius, samples: Self.finalSamples, lanes: lanes)
            blocks = StableBlocks(ties)
        }
        guard ties.spread <= radius / 2 else { throw Self.different(second, first, ties.spread) }
        self.motion = motion
        (frame, middle) = (first.frame, first.box.center)
        residual = ties.uncertainty(isLeftOut: blocks.leftOut)
        stableShare = blocks.stableShare
    }

    private static let finalSteps = 5
    /// With fewer samples on the other surface than this there is hardly any surface in common.
    private static let foundShareMin = 0.4

    private static func apart(_ second: EpochGrid, _ first: EpochGrid, _ share: Double) -> TerrainFault {
        TerrainFault(
            "\(second.name) cannot be registered on \(first.name): only \(Int(100 * share)) % of its points lie within \(searchRadiusMax) m of the other "
                + "surface. Bring both into one coordinate system first.")
    }

    private static func different(_ second: EpochGrid, _ first: EpochGrid, _ spread: Double) -> TerrainFault {
        TerrainFault(
            "\(second.name) cannot be registered on \(first.name): after the best fit the surfaces still differ by \(EpochCheck.rounded(1000 * spread)) mm. "
                + "Check that both show the same place, or cut away what changed.")
    }
}
