import City
import Geo
import HazardKit

extension FireFusion {
    public func kin(of number: ClusterNumber, among others: [ClusterNumber]) -> ClusterKin? {
        guard let own = state.clusters[number] else { return nil }
        let found = others.compactMap { other in other == number ? nil : state.clusters[other].flatMap { kin(own, $0) } }
        return found.min { (rank($0), $0.cluster) < (rank($1), $1.cluster) }
    }

    private func rank(_ kin: ClusterKin) -> Double {
        let order = ClusterKin.Reason.allCases.firstIndex(of: kin.reason) ?? 0
        // What has a distance comes by distance, be it seen or described; directions come after that.
        return kin.metres ?? FusionBounds.vagueJoinMaxMetres * Double(1 + order)
    }

    private func kin(_ own: Cluster, _ other: Cluster) -> ClusterKin? {
        guard own.isLocated, other.isLocated else { return kinByDirection(own, other) }
        let metres = own.place.at.distanceMetres(to: other.place.at)
        if isDescribed(own) || isDescribed(other) {
            return metres <= FusionBounds.vagueJoinMaxMetres ? ClusterKin(cluster: other.number, reason: .described, metres: metres) : nil
        }
        let growth = FusionBounds.growthMetres(over: max(own.last, other.last).since(min(own.first, other.first)))
        guard metres <= FusionBounds.joinMaxMetres, own.place.squaredDeviation(to: other.place, growthMetres: growth) <= FusionBounds.gateSquared
        else { return nil }
        return ClusterKin(cluster: other.number, reason: .near, metres: metres)
    }

    private func kinByDirection(_ own: Cluster, _ other: Cluster) -> ClusterKin? {
        let growth = FusionBounds.growthMetres(over: max(own.last, other.last).since(min(own.first, other.first)))
        switch (own.isLocated, other.isLocated) {
        case (true, true): return nil
        case (true, false):
            return rays(other).contains { $0.mayMean(own.place, growthMetres: growth) }
                ? ClusterKin(cluster: other.number, reason: .direction, metres: nil) : nil
        case (false, true):
            return rays(own).contains { $0.mayMean(other.place, growthMetres: growth) }
                ? ClusterKin(cluster: other.number, reason: .direction, metres: nil) : nil
        case (false, false):
            return rays(own).contains { ray in rays(other).contains { ray.crosses($0) } }
                ? ClusterKin(cluster: other.number, reason: .crossing, metres: nil) : nil
        }
    }

    /// True for what no instrument has placed.
    private func isDescribed(_ cluster: Cluster) -> Bool {
        let looks = cluster.looks.compactMap { state.looks[$0] }.map { ($0.source, $0.look) } + cluster.kept.map { ($0.source, $0.newest.look) }
        return !looks.isEmpty
            && looks.allSatisfy { source, look in
                guard case .spot(let spot) = look else { return false }
                return source == .call || source == .report || spot.uncertaintyMetres > FusionBounds.vagueSpotMetres
            }
    }

    private func rays(_ cluster: Cluster) -> [Detection.Cone] {
        let looks = cluster.looks.compactMap { state.looks[$0] }.filter { !$0.isWide }.map(\.look) + cluster.kept.map(\.newest.look)
        return looks.compactMap { look in
            guard case .cone(let cone) = look, !FireLook.isWide(look) else { return nil }
            return cone
        }
    }
}

extension Detection.Cone {
    /// True where a place lies within this cone and the range of its camera.
    func mayMean(_ place: FirePlace, growthMetres: Double) -> Bool {
        guard let seen = place.bearingDeviation(from: from, azimuthDegrees: azimuthDegrees, growthMetres: growthMetres) else { return false }
        return seen.rangeMetres <= rangeMetres ?? FusionBounds.rangeMetres
            && MastBearing.mayMean(off: seen.off, spread: seen.spread, halfAngleDegrees: halfAngleDegrees)
    }

    /// True where two cones of two masts have a place in common within the range of both.
    func crosses(_ other: Detection.Cone) -> Bool {
        guard from.distanceMetres(to: other.from) > FireLocator.sameMastMetres else { return false }
        let range = rangeMetres ?? FusionBounds.rangeMetres
        return (1...Self.crossingSteps).contains { step in
            let distance = range * Double(step) / Double(Self.crossingSteps)
            let place = FirePlace(
                from: from, azimuthDegrees: azimuthDegrees, rangeMetres: distance, alongMetres: FusionBounds.sigmaMinMetres,
                acrossMetres: distance * halfAngleDegrees * .pi / 180 / 3.0.squareRoot())
            return other.mayMean(place, growthMetres: FusionBounds.growthMetres)
        }
    }

    /// A third of a kilometre on ten: narrower than any cone is wide there.
    private static var crossingSteps: Int { 30 }
}
