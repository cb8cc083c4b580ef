/// A connected piece of the face that moved as a whole.
public struct Patch: Sendable {
    /// From 1, the surest first.
    public let id: Int
    /// The mean place of its cores, in the axes and metres of the files.
    public let center: SIMD3<Double>
    public let squareMetres: Double
    /// The median shift of its cores along their normals, in metres, positive on the side of the orientation.
    public let median: Double
    /// One minus the chance that a face on which nothing moved shows anything as strong anywhere.
    public let confidence: Double
    /// Places in the list of cores.
    public let cores: [Int]

    /// The same patch in another list.
    func numbered(_ id: Int) -> Patch {
        Patch(id: id, center: center, squareMetres: squareMetres, median: median, confidence: confidence, cores: cores)
    }
}

/// What the search for patches says about a whole face.
public struct PatchReport: Sendable {
    public let patches: [Patch]
    /// How many times larger the means over windows scatter than independent cores would: 1 when errors are not correlated in space.
    public let inflation: Double
}
