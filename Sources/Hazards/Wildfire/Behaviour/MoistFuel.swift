#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The particles of a fuel model with their moisture, sorted into dead and living ones, and how much each counts.
struct MoistFuel {
    private struct Particle {
        let load: Double
        let ratio: Double
        let moisture: Double

        var area: Double { ratio * load / MoistFuel.particleDensity }
    }

    private struct Category {
        let particles: [Particle]
        let area: Double
        let load: Double

        init(_ particles: [Particle]) {
            self.particles = particles.filter { $0.load > 0 && $0.ratio > 0 }
            area = self.particles.reduce(0) { $0 + $1.area }
            load = self.particles.reduce(0) { $0 + $1.load }
        }

        /// The mean of a value, weighted by surface.
        func mean(_ value: (Particle) -> Double) -> Double {
            area > 0 ? particles.reduce(0) { $0 + $1.area * value($1) } / area : 0
        }

        /// Net load: each particle counts with the surface of its whole size class (Albini 1976, p. 20).
        var netLoad: Double {
            particles.reduce(0) { sum, particle in
                let own = MoistFuel.sizeClass(particle.ratio)
                let share = particles.reduce(0) { $0 + (MoistFuel.sizeClass($1.ratio) == own ? $1.area : 0) } / area
                return sum + share * particle.load * (1 - MoistFuel.mineralContent)
            }
        }
    }

    private let dead: Category
    private let living: Category
    private let deadExtinction: Double
    private let livingExtinction: Double

    init(_ model: FuelModel, moisture: FuelMoisture) {
        let (load, ratio) = (model.loads, model.ratios)
        // Scott and Burgan 2005, p. 8: grass is green at 120 % and fully cured at 30 %.
        let green = model.isDynamic ? min(max((moisture.herbaceous - 0.3) / 0.9, 0), 1) : 1
        dead = Category([
            Particle(load: load.oneHour, ratio: ratio.oneHour, moisture: moisture.oneHour),
            Particle(load: load.tenHour, ratio: ratio.tenHour, moisture: moisture.tenHour),
            Particle(load: load.hundredHour, ratio: ratio.hundredHour, moisture: moisture.hundredHour),
            Particle(load: load.herbaceous * (1 - green), ratio: ratio.herbaceous, moisture: moisture.oneHour),
        ])
        living = Category([
            Particle(load: load.herbaceous * green, ratio: ratio.herbaceous, moisture: moisture.herbaceous),
            Particle(load: load.woody, ratio: ratio.woody, moisture: moisture.woody),
        ])
        deadExtinction = model.extinction
        livingExtinction = Self.livingExtinction(dead, living, model.extinction)
    }

    var load: Double { dead.load + living.load }

    /// σ of the whole bed, ft²/ft³.
    var characteristicRatio: Double { weighted(dead.mean(\.ratio), living.mean(\.ratio)) }

    /// Btu per pound of bed that has to be heated before it burns: Σ f ε Q.
    var preignitionHeat: Double {
        let heat = { (particle: Particle) in exp(-138 / particle.ratio) * (250 + 1116 * particle.moisture) }
        return weighted(dead.mean(heat), living.mean(heat))
    }

    /// What a square foot gives off, damped by minerals and moisture, in Btu; `heat` is in Btu/lb.
    func heatPerArea(_ heat: Double) -> Double {
        let ofDead = dead.netLoad * Self.moistureDamping(dead.mean(\.moisture), deadExtinction)
        let ofLiving = living.netLoad * Self.moistureDamping(living.mean(\.moisture), livingExtinction)
        return heat * Self.mineralDamping * (ofDead + ofLiving)
    }

    private func weighted(_ ofDead: Double, _ ofLiving: Double) -> Double {
        (dead.area * ofDead + living.area * ofLiving) / (dead.area + living.area)
    }

    /// Albini 1976: living fuel burns the longer the more fine dead fuel lies beside it, and the drier that is.
    private static func livingExtinction(_ dead: Category, _ living: Category, _ extinction: Double) -> Double {
        let fine = dead.particles.map { ($0.load * exp(-138 / $0.ratio), $0.moisture) }
        let deadLoad = fine.reduce(0) { $0 + $1.0 }
        let livingLoad = living.particles.reduce(0) { $0 + $1.load * exp(-500 / $1.ratio) }
        guard deadLoad > 0, livingLoad > 0 else { return extinction }
        let moisture = fine.reduce(0) { $0 + $1.0 * $1.1 } / deadLoad
        return max(extinction, 2.9 * deadLoad / livingLoad * (1 - moisture / extinction) - 0.226)
    }

    private static func moistureDamping(_ moisture: Double, _ extinction: Double) -> Double {
        let share = moisture / extinction
        return share < 1 ? max(1 - share * (2.59 - share * (5.11 - share * 3.52)), 0) : 0
    }

    /// Albini 1976, p. 20: particles of one class share their weight.
    private static func sizeClass(_ ratio: Double) -> Int { [1200, 192, 96, 48, 16].firstIndex { ratio >= $0 } ?? 5 }

    /// lb/ft³.
    static let particleDensity = 32.0
    private static let mineralContent = 0.0555
    /// 0.174 · Se^−0.19 with an effective mineral content of 1 %.
    private static let mineralDamping = 0.174 * pow(0.01, -0.19)
}
