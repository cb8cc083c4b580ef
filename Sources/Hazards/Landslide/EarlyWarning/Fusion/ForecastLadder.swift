import HazardKit

/// The grade that a forecast sets: by the hours that are left to the middle of it.
public enum ForecastLadder {
    public static func grade(hoursLeft: Double) -> Grade {
        hoursLeft <= redHours ? .i : hoursLeft <= orangeHours ? .ii : hoursLeft <= yellowHours ? .iii : .iv
    }

    /// A day: people leave now.
    public static let redHours = 24.0
    /// Three days: everything is made ready.
    public static let orangeHours = 72.0
    /// Ten days: the site is watched round the clock.
    public static let yellowHours = 240.0
}
