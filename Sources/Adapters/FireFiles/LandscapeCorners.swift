import Foundation

/// Where a landscape lies on the earth: `corners` of its landscape.json, four [longitude, latitude] in degrees (WGS 84) in the order south-west,
/// south-east, north-east, north-west.
///
/// Between them a place is found over their vertical directions, not over degrees. Beside a grid of UTM (pyproj 3.7) this errs by 0.8 m on
/// 40 km and by 3 m on 60 km.
public struct LandscapeCorners: Sendable {
    private let directions: [SIMD3<Double>]

    /// - Parameter size: the landscape east and north, in metres.
    public init(folder: String, size: SIMD2<Double>) throws(FireFileFault) {
        let file = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent("landscape.json").path
        let data = try LandscapeFolder.data(file)
        let corners: [[Double]]
        do {
            corners = try JSONDecoder().decode(Key.self, from: data).corners
        } catch {
            throw FireFileFault(file, "'corners' is missing: four [longitude, latitude], south-west, south-east, north-east, north-west")
        }
        guard corners.count == 4, corners.allSatisfy({ $0.count == 2 && abs($0[0]) <= 180 && abs($0[1]) <= 90 }) else {
            throw FireFileFault(file, "'corners' has to be four [longitude, latitude] in degrees")
        }
        directions = corners.map { Self.direction(longitude: $0[0], latitude: $0[1]) }
        try check(size, file)
    }

    private struct Key: Decodable { let corners: [[Double]] }

    /// Longitude and latitude of a place told in shares of the landscape, 0 to 1 from west to east and from south to north.
    func coordinate(_ share: SIMD2<Double>) -> SIMD2<Double> {
        let south = directions[0] * (1 - share.x) + directions[1] * share.x
        let north = directions[3] * (1 - share.x) + directions[2] * share.x
        let up = south * (1 - share.y) + north * share.y
        return SIMD2(atan2(up.y, up.x), atan2(up.z, (up.x * up.x + up.y * up.y).squareRoot())) * (180 / .pi)
    }

    /// Corners of another landscape, or in another order, would put the fire on other ground.
    private func check(_ size: SIMD2<Double>, _ file: String) throws(FireFileFault) {
        let sides = [(0, 1, size.x), (1, 2, size.y), (3, 2, size.x), (0, 3, size.y)]
        for (from, to, expected) in sides {
            let way = directions[to] - directions[from]
            let metres = (way * way).sum().squareRoot() * Self.earthRadius
            guard abs(metres - expected) <= Self.tolerance * expected else {
                let words = "between corners \(from + 1) and \(to + 1) there are \(Int(metres)) m, and the rasters have \(Int(expected)) m"
                throw FireFileFault(file, "\(words); the order is south-west, south-east, north-east, north-west")
            }
        }
        let (east, north) = (directions[1] - directions[0], directions[3] - directions[0])
        let up = SIMD3(east.y * north.z - east.z * north.y, east.z * north.x - east.x * north.z, east.x * north.y - east.y * north.x)
        guard (up * directions[0]).sum() > 0 else {
            throw FireFileFault(file, "'corners' run clockwise; the order is south-west, south-east, north-east, north-west")
        }
    }

    private static func direction(longitude: Double, latitude: Double) -> SIMD3<Double> {
        let (east, north) = (longitude * .pi / 180, latitude * .pi / 180)
        return SIMD3(cos(north) * cos(east), cos(north) * sin(east), sin(north))
    }

    /// Metres, the mean radius.
    private static let earthRadius = 6_371_008.8
    /// The earth is no ball (0.5 %), and UTM stretches (0.1 %): with room for corners that were rounded.
    private static let tolerance = 0.02
}
