/// The points of one epoch in metres, as x, y, z, x, y, z … in one buffer, with what its file says about where it lies.
public struct PointCloud: Sendable {
    /// What faults call this epoch: the name of its file.
    public let name: String
    /// 3 N numbers in metres. Double, because a UTM northing of 3,300,000 m leaves a Float only 0.25 m.
    public let coordinates: [Double]
    /// What the file declares about its coordinates, if it does.
    public let reference: SpatialReference?

    public init(name: String, coordinates: [Double], reference: SpatialReference? = nil) {
        precondition(coordinates.count.isMultiple(of: 3), "coordinates come in threes")
        self.name = name
        self.coordinates = coordinates
        self.reference = reference
    }

    public var count: Int { coordinates.count / 3 }

    public subscript(_ index: Int) -> SIMD3<Double> {
        SIMD3(coordinates[3 * index], coordinates[3 * index + 1], coordinates[3 * index + 2])
    }

    /// This cloud with few points in place of all: enough for `EpochCheck` to hold further epochs against, without their memory.
    public func outlined() -> PointCloud {
        PointCloud(name: name, coordinates: sample(EpochCheck.sampleMax).flatMap { [$0.x, $0.y, $0.z] }, reference: reference)
    }

    /// Every so many points, at most `countMax` of them, spread over the file.
    func sample(_ countMax: Int) -> [SIMD3<Double>] {
        guard count > countMax else { return (0..<count).map { self[$0] } }
        return (0..<countMax).map { self[$0 * count / countMax] }
    }
}

/// What a file of points says about its coordinates: the name of the reference system and the length of its unit.
public struct SpatialReference: Hashable, Sendable {
    /// Such as "EPSG:4548", or the name a WKT begins with.
    public let name: String
    /// 1 for metres, 0.3048 for feet; absent when the file does not say.
    public let metresPerUnit: Double?
    /// True when the coordinates are longitude and latitude.
    public let isGeographic: Bool

    public init(name: String, metresPerUnit: Double?, isGeographic: Bool) {
        self.name = name
        self.metresPerUnit = metresPerUnit
        self.isGeographic = isGeographic
    }
}
