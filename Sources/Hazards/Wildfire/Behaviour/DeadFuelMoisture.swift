/// How moist fine dead fuel is in still air of some temperature and humidity, once it has had an hour to follow.
public enum DeadFuelMoisture {
    /// The equilibrium moisture of A. J. Simard 1968 as the U.S. fire danger rating system uses it, times 1.03 for fuel of one hour (J. D. Cohen and
    /// J. E. Deeming 1985, The National Fire-Danger Rating System: basic equations, PSW-82, equations 1 to 4).
    ///
    /// - Parameters:
    ///   - temperature: °C.
    ///   - humidity: per cent, 0 to 100.
    /// - Returns: a fraction of the dry weight, 0.01 to 0.35.
    public static func oneHour(temperature: Double, humidity: Double) -> Double {
        let (heat, wet) = (temperature * 9 / 5 + 32, min(max(humidity, 0), 100))
        let percent =
            switch wet {
            case ..<10: 0.03229 + 0.281073 * wet - 0.000578 * heat * wet
            case ..<50: 2.22749 + 0.160107 * wet - 0.014784 * heat
            default: 21.0606 + 0.005565 * wet * wet - 0.00035 * wet * heat - 0.483199 * wet
            }
        return min(max(1.03 * percent / 100, least), most)
    }

    /// Fuel in the sun of a desert; nothing drier burns outdoors.
    private static let least = 0.01
    /// Fibres are full.
    private static let most = 0.35
}
