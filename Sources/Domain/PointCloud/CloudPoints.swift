/// Points of one surface with what changed there at each epoch: contiguous buffers, all of one length.
public struct CloudPoints: Sendable {
    /// Metres, in any right-handed frame whose z points up.
    public var x: [Double]
    public var y: [Double]
    public var z: [Double]
    /// Unit normals, x, y and z of each point one after the other; empty when nobody knows them.
    public var normals: [Float]
    /// At least one, oldest first. A cloud without any change has one epoch that cannot tell anything.
    public var epochs: [CloudEpoch]

    public init(x: [Double], y: [Double], z: [Double], normals: [Float] = [], epochs: [CloudEpoch]) {
        self.x = x
        self.y = y
        self.z = z
        self.normals = normals
        self.epochs = epochs
    }

    public var count: Int { x.count }

    /// More than a survey of one cliff has, and what a machine of 8 GB can sort in memory.
    public static let countMax = 50_000_000
    /// The slider of the page shows so many; each costs three bytes a point.
    public static let epochsMax = 32

    /// Says what cannot be built from, before any work is done.
    public func check() throws(CloudFault) {
        guard count > 0 else { throw CloudFault("The cloud has no points. Check that the file has lines x,y,z.") }
        guard count <= Self.countMax else { throw CloudFault("The cloud has \(count) points, at most \(Self.countMax) can be built. Thin it first.") }
        guard y.count == count, z.count == count else { throw CloudFault("x, y and z have \(count), \(y.count) and \(z.count) values.") }
        guard normals.isEmpty || normals.count == 3 * count else { throw CloudFault("\(count) points have \(normals.count / 3) normals.") }
        guard (1...Self.epochsMax).contains(epochs.count) else {
            throw CloudFault("There are \(epochs.count) epochs; a cloud has 1 to \(Self.epochsMax).")
        }
        for epoch in epochs where epoch.change.count != count || epoch.level.count != count {
            throw CloudFault("Epoch \(epoch.id) has \(epoch.change.count) changes and \(epoch.level.count) levels for \(count) points.")
        }
        for index in 0..<count where !(x[index].isFinite && y[index].isFinite && z[index].isFinite) {
            throw CloudFault("Point \(index + 1) is not a place: \(x[index]), \(y[index]), \(z[index]). Remove it from the file.")
        }
    }
}

/// What was seen at one moment against the first survey.
public struct CloudEpoch: Sendable {
    public let id: String
    /// RFC 3339, or as the survey is dated; only shown.
    public let at: String
    /// Millimetres along the normal, one value a point; NaN where nothing can be told.
    public var change: [Float]
    /// The level of detection in millimetres, one value a point; NaN where nothing can be told.
    public var level: [Float]

    public init(id: String, at: String, change: [Float], level: [Float]) {
        self.id = id
        self.at = at
        self.change = change
        self.level = level
    }

    /// Half of the known levels lie below it; nil when none is known.
    public var levelMedian: Float? {
        let known = level.filter(\.isFinite).sorted()
        return known.isEmpty ? nil : known[known.count / 2]
    }
}

/// The cloud cannot be built or read; says what, where, and what to do.
public struct CloudFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
