import HazardKit

/// How the methods' grades become one: rule `site-fusion@2`, published in this folder's README.
///
/// 1. Two families judge a movement: the *rate* family (tangential angle, velocity multiples) says how fast it is, the *time* family
///    (Voight, inverse velocity, Saito) how soon it ends. The first method of a family that can tell speaks for it.
/// 2. A grade counts when both families reach it. What only one reaches counts one step milder, but blue stays blue.
/// 3. A site takes the gravest grade that two of its sensors reach, or one step milder than its gravest sensor, by the same rule.
/// 4. Rain, pore pressure and micro-seismic counts speak beside: alone they set at most yellow, and they confirm a single sensor.
/// 5. A forecast sets orange or red only once it is borne out (`ForecastTrail`).
/// 6. What has no data has no vote, and nothing falls while data is missing.
public enum FusionRule {
    public static let version = "site-fusion@2"

    /// One step milder; blue has nothing below it but calm.
    public static func milder(_ grade: Grade?) -> Grade? {
        switch grade {
        case .i: .ii
        case .ii: .iii
        case .iii, .iv: .iv
        case nil: nil
        }
    }

    /// The gravest of two.
    public static func graver(_ left: Grade?, _ right: Grade?) -> Grade? { [left, right].compactMap { $0 }.max() }

    /// The mildest of two, where no grade is the mildest of all.
    public static func both(_ left: Grade?, _ right: Grade?) -> Grade? {
        guard let left, let right else { return nil }
        return min(left, right)
    }

    /// Clauses 2 and 3: what two voices agree on, or one step below the gravest.
    public static func agreed(_ left: Grade?, _ right: Grade?) -> Grade? { graver(both(left, right), milder(graver(left, right))) }

    /// Clauses 1 and 2 over the verdicts of one series.
    public static func grade(of verdicts: [MethodVerdict]) -> Grade? {
        func voice(_ methods: [WarningMethod]) -> Grade? {
            methods.lazy.compactMap { method in verdicts.first { $0.method == method && $0.canTell } }.first?.grade
        }
        return agreed(voice([.tangentialAngle, .velocityMultiples]), voice([.voight, .inverseVelocity, .saito]))
    }

    /// Clause 3 over the gravest and the second gravest sensor, and clause 4.
    public static func site(gravest: Grade?, second: Grade?, indicator: Grade?) -> Grade? {
        let confirmed = both(gravest, indicator)
        let alone = both(indicator, .iii)
        return graver(graver(agreed(gravest, second), confirmed), alone)
    }
}
