/// The rigid motion that is left in the changes of a whole face, and is taken out of them: what a registration left undone.
///
/// A registration samples points; the changes of all cores together hold its rest several times more closely. It matters where means over many
/// cores are tested: a rest of 0.2 mm lies beyond the error of such a mean. Only for epochs that were registered on each other, for whoever did
/// not ask for that says that the face may have moved as a whole.
enum RestMotion {
    /// Robust rounds of least squares; three bring the last step below a micrometre.
    private static let rounds = 5

    /// Takes the motion out in place. Tukey's biweight, as for a registration, so that what moved does not pull.
    static func remove(from changes: inout [Change], at cores: [SIMD3<Double>]) {
        let usable = changes.indices.filter { changes[$0].isUsable }
        guard usable.count >= countMin else { return }
        let middle = usable.reduce(SIMD3<Double>()) { $0 + cores[$1] } / Double(usable.count)
        for _ in 0..<rounds {
            let spread = max(Ranked.spread(usable.map { changes[$0].distance }), .leastNormalMagnitude)
            var system = SixSystem()
            for index in usable {
                let ratio = changes[index].distance / (Ties.biweightSpreads * spread)
                let rest = max(0, 1 - ratio * ratio)
                let normal = changes[index].normal
                system.add(normal, (cores[index] - middle).cross(normal), changes[index].distance, rest * rest)
            }
            let motion = system.solve()
            let (shift, rotation) = (SIMD3(motion[0], motion[1], motion[2]), SIMD3(motion[3], motion[4], motion[5]))
            for index in usable {
                changes[index].distance -= changes[index].normal.dot(shift + rotation.cross(cores[index] - middle))
            }
        }
    }

    /// Cores. Six numbers from fewer would follow the noise, and a patch.
    private static let countMin = 1_000
}
