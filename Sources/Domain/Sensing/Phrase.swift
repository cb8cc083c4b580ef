import City
import HazardKit

/// The sentences that rules put into their evidence, in both languages.
public enum Phrase {
    /// "Cliff 3 displacement: 12.3 mm, at or beyond the grade II limit of 10 mm".
    public static func beyond(_ subject: LocalizedText, _ measure: ClaimForm.Measure, _ grade: Grade, falling: Bool) -> LocalizedText {
        let value = figure(measure.value, measure.unit)
        let limit = figure(measure.limit, measure.unit)
        return LocalizedText(
            zh: "\(subject.zh)：\(value)，\(falling ? "不高于" : "达到或超过")\(chinese(grade))限值 \(limit)",
            en: "\(subject.en): \(value), at or \(falling ? "below" : "beyond") the grade \(grade.rawValue) limit of \(limit)")
    }

    /// "Cliff 3 displacement: back to 8 mm, past the clearing level of 9 mm".
    public static func back(_ subject: LocalizedText, _ measure: ClaimForm.Measure) -> LocalizedText {
        let value = figure(measure.value, measure.unit)
        let limit = figure(measure.limit, measure.unit)
        return LocalizedText(
            zh: "\(subject.zh)：已回到 \(value)，越过解除值 \(limit)", en: "\(subject.en): back to \(value), past the clearing level of \(limit)")
    }

    /// "Cliff 3 displacement: no data for 30 min; this does not mean that it is safe".
    public static func silence(of subject: LocalizedText, for span: Seconds, over: Bool) -> LocalizedText {
        let (zh, en) = Figure.span(span.value)
        if over { return LocalizedText(zh: "\(subject.zh)：数据已恢复", en: "\(subject.en): data is coming in again") }
        return LocalizedText(
            zh: "\(subject.zh)：已 \(zh)无数据；无数据不等于安全", en: "\(subject.en): no data for \(en); this does not mean that it is safe")
    }

    /// The title of an alert about missing data.
    public static func noDataTitle(_ title: LocalizedText) -> LocalizedText {
        LocalizedText(zh: "无数据：\(title.zh)", en: "No data: \(title.en)")
    }

    /// The title of an alert about a sensor that is off.
    static func untrueTitle(_ title: LocalizedText) -> LocalizedText {
        LocalizedText(zh: "传感器失准：\(title.zh)", en: "Sensor is off: \(title.en)")
    }

    /// `I` as 一级（红色）.
    public static func chinese(_ grade: Grade) -> String {
        switch grade {
        case .i: "一级（红色）"
        case .ii: "二级（橙色）"
        case .iii: "三级（黄色）"
        case .iv: "四级（蓝色）"
        }
    }

    private static func figure(_ value: Double, _ unit: String) -> String {
        let written = writtenUnits[unit] ?? unit
        return written.isEmpty ? Figure.text(value) : "\(Figure.text(value)) \(written)"
    }

    /// UCUM codes that a person would not write.
    private static let writtenUnits = ["Cel": "°C", "[in_i]": "in", "[in_i]/h": "in/h", "1": ""]
}
