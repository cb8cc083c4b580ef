/// Writes numbers for people: at most three digits after the point, no trailing zeros, no locale.
public enum Figure {
    public static func text(_ value: Double) -> String {
        let scaled = (value * 1000).rounded()
        guard scaled.isFinite, abs(scaled) < 1e15 else { return "\(value)" }
        let whole = Int64(scaled)
        let fraction = Int(whole.magnitude % 1000)
        let sign = whole < 0 ? "-" : ""
        guard fraction > 0 else { return "\(sign)\(whole.magnitude / 1000)" }
        var digits = "\(1000 + fraction)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole.magnitude / 1000).\(digits)"
    }

    /// A span in the largest unit that keeps it readable.
    public static func span(_ seconds: Double) -> (zh: String, en: String) {
        if seconds >= 7200 { return ("\(text((seconds / 360).rounded() / 10)) 小时", "\(text((seconds / 360).rounded() / 10)) h") }
        if seconds >= 120 { return ("\(text((seconds / 60).rounded())) 分钟", "\(text((seconds / 60).rounded())) min") }
        return ("\(text(seconds.rounded())) 秒", "\(text(seconds.rounded())) s")
    }
}
