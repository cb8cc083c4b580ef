/// Fuel models for the forests of south-west China that no published set holds. They are choices of Bayu, not measurements of a city.
///
/// Codes 301 to 303 stand apart from the published ones. Whoever has plot data replaces them by a table (`--fuels`).
enum OwnFuels {
    static let all = [bamboo, fern, massonPine]

    /// 毛竹、慈竹林: culms shed a deep, loose bed of thin leaves; culms themselves are too green and thick to carry a surface fire. Litter of 5 to
    /// 9 t/ha (Moso stands of the Yangtze basin) is booked as 7 t/ha, fallen culms and branches as 10 h fuel.
    private static let bamboo = FuelModel(
        code: 301, name: "bamboo leaf litter", depth: 0.5, extinction: 0.30, heat: 7900,
        loads: FuelModel.Classes(0.143, 0.060, 0.020, 0, 0.020), ratios: FuelModel.Classes(2200, 109, 30, 1800, 1500), isDynamic: false)

    /// 芒萁层: Dicranopteris under pine, half a metre to a metre of dead fronds with the green ones above. It carries the fastest fires of the hills;
    /// like a humid-climate grass of middle load whose living part cures.
    private static let fern = FuelModel(
        code: 302, name: "fern layer (Dicranopteris)", depth: 2.0, extinction: 0.30, heat: 8300,
        loads: FuelModel.Classes(0.110, 0.020, 0, 0.090, 0), ratios: FuelModel.Classes(1900, 109, 30, 1600, 0), isDynamic: true)

    /// 马尾松林: long needles of Pinus massoniana over shrubs; TL8 (long-needle litter) with an understory as TU models have it, resin in the heat.
    private static let massonPine = FuelModel(
        code: 303, name: "masson pine needles with shrubs", depth: 0.6, extinction: 0.30, heat: 8600,
        loads: FuelModel.Classes(0.200, 0.064, 0.046, 0.010, 0.046), ratios: FuelModel.Classes(1800, 109, 30, 1600, 1500), isDynamic: true)
}
