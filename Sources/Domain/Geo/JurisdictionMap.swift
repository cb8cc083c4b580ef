import City

/// Finds who answers for a point: by imported boundaries where there are any, else by the nearest township point.
public struct JurisdictionMap: Sendable {
    private struct Township: Sendable {
        let center: Center
        /// Of several rows of one code, the one that counts when no moment is asked for.
        let isCurrent: Bool
        let district: CenterCode
        let municipal: CenterCode
    }

    private struct Area: Sendable {
        let center: Center
        let boundary: Boundary
    }

    private let townships: [Township]
    private let grid: PointGrid
    private let townshipsByCode: [CenterCode: [Int]]
    private let townshipAreas: [Area]
    private let districtAreas: [Area]
    private let municipalAreas: [Area]

    /// Beyond this from every township point a place is not the city's. The widest mountain townships reach some 15 km from
    /// their seat; a call from just across the border is better answered and handed over than refused.
    public static let outsideBeyondMetres = 25_000.0
    /// Beyond this the answer says that the place may lie across the border.
    public static let doubtfulBeyondMetres = 12_000.0
    /// A place counts as near a border when a township of another district is at most this many times as far as the nearest one.
    /// Between two points with a straight border in the middle, 1.5 takes in the middle fifth of the way.
    public static let borderRatio = 1.5

    /// Centers may stand in several rows with different validity; rows without a usable chain up to a hub are left out.
    public init(centers: [Center], boundaries: [Boundary], inForceAt moment: Instant? = nil) {
        let parents = Dictionary(centers.map { ($0.code, $0.parent) }, uniquingKeysWith: { first, _ in first })
        let hub = centers.first { $0.level == .municipal }?.code
        let current = Set(CityModel.current(centers, at: moment))
        let townships = centers.compactMap { center -> Township? in
            guard center.level == .township, let district = center.parent, let municipal = (parents[district] ?? nil) ?? hub else { return nil }
            return Township(center: center, isCurrent: current.contains(center), district: district, municipal: municipal)
        }
        // Those with a point come first, so that the grid's numbers are theirs.
        self.townships = townships.filter { $0.center.point != nil } + townships.filter { $0.center.point == nil }
        grid = PointGrid(self.townships.compactMap(\.center.point))
        townshipsByCode = Dictionary(grouping: self.townships.indices, by: { [townships = self.townships] in townships[$0].center.code })
        let byCode = Dictionary(grouping: boundaries, by: \.code)
        func areas(_ level: CenterLevel) -> [Area] {
            centers.filter { $0.level == level }.flatMap { center in
                (byCode[center.code] ?? []).map { Area(center: center, boundary: $0) }
            }
        }
        townshipAreas = areas(.township)
        districtAreas = areas(.district)
        municipalAreas = areas(.municipal)
    }

    /// Who answers for `point`, with the units that exist at `moment` (nil: those of the latest rows). Nil outside the city.
    public func locate(_ point: Coordinate, at moment: Instant? = nil) -> Jurisdiction? {
        guard point.isOnEarth else { return nil }
        if let exact = byTownshipBoundary(point, at: moment) { return exact }
        let valid = municipalAreas.filter { Self.isValid($0.center, at: moment) }
        if !valid.isEmpty, !valid.contains(where: { $0.boundary.contains(point) }) { return nil }
        let district = districtAreas.first { Self.isValid($0.center, at: moment) && $0.boundary.contains(point) }?.center.code
        return byNearestPoint(point, within: district, at: moment, surelyInside: district != nil || !valid.isEmpty)
    }

    private func byTownshipBoundary(_ point: Coordinate, at moment: Instant?) -> Jurisdiction? {
        guard let area = townshipAreas.first(where: { Self.isValid($0.center, at: moment) && $0.boundary.contains(point) }),
            let township = townshipsByCode[area.center.code]?.lazy.map({ townships[$0] }).first(where: { Self.isValid($0, at: moment) })
        else { return nil }
        return Jurisdiction(
            township: township.center.code, district: township.district, municipal: township.municipal, approximate: false,
            owner: township.center.code, insideCity: true)
    }

    /// The nearest township point, of one district when its outline is known. A doubtful answer is owned by the district at once.
    private func byNearestPoint(_ point: Coordinate, within district: CenterCode?, at moment: Instant?, surelyInside: Bool) -> Jurisdiction? {
        var nearest: (index: Int, metres: Double)?
        var seen: [(index: Int, metres: Double)] = []
        grid.search(from: point, withinMetres: Self.outsideBeyondMetres) { index, metres in
            let township = townships[index]
            guard Self.isValid(township, at: moment), district == nil || township.district == district else { return .infinity }
            if metres < nearest?.metres ?? .infinity { nearest = (index, metres) }
            seen.append((index, metres))
            return (nearest?.metres ?? .infinity) * Self.borderRatio + Self.gridSlackMetres
        }
        guard let nearest else { return nil }
        let township = townships[nearest.index]
        let atBorder = seen.contains { townships[$0.index].district != township.district && $0.metres <= nearest.metres * Self.borderRatio }
        let inside = surelyInside || nearest.metres <= Self.doubtfulBeyondMetres
        let doubtful = atBorder || township.center.pointIsPlaceholder || !inside
        return Jurisdiction(
            township: township.center.code, district: township.district, municipal: township.municipal, approximate: true,
            owner: doubtful ? township.district : township.center.code, insideCity: inside)
    }

    private static func isValid(_ township: Township, at moment: Instant?) -> Bool {
        moment.map { township.center.isValid(at: $0) } ?? township.isCurrent
    }

    private static func isValid(_ center: Center, at moment: Instant?) -> Bool { moment.map { center.isValid(at: $0) } ?? true }

    /// Keeps the search open when a point coincides with a township point and the ratio of distances says nothing.
    private static let gridSlackMetres = 100.0
}
