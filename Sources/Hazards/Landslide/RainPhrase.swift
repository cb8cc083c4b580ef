import City
import Sensing

/// The sentences of the rain rules, in both languages.
enum RainPhrase {
    static func recent(
        _ subject: LocalizedText, _ measure: ClaimForm.Measure, antecedent: Double, recentHours: Int, antecedentHours: Int, active: Bool
    ) -> LocalizedText {
        let unit = written(measure.unit)
        let value = "\(Figure.text(measure.value)) \(unit)"
        let limit = "\(Figure.text(measure.limit)) \(unit)"
        let before = "\(Figure.text(antecedent)) \(unit)"
        return LocalizedText(
            zh: "\(subject.zh)：近 \(recentHours) 小时雨量 \(value)（此前 \(antecedentHours) 小时 \(before)），"
                + (active ? "达到滑坡临界线 \(limit)" : "已回落到 \(limit) 以下"),
            en: "\(subject.en): \(value) of rain in \(recentHours) h after \(before) in the \(antecedentHours) h before, "
                + (active ? "at or above the landslide line of \(limit)" : "back below \(limit)"))
    }

    static func storm(_ subject: LocalizedText, _ measure: ClaimForm.Measure, hours: Int) -> LocalizedText {
        let unit = written(measure.unit)
        let value = "\(Figure.text(measure.value)) \(unit)"
        let limit = "\(Figure.text(measure.limit)) \(unit)"
        return LocalizedText(
            zh: "\(subject.zh)：\(hours) 小时平均雨强 \(value)，达到滑坡雨强历时临界值 \(limit)",
            en: "\(subject.en): \(value) on average over a storm of \(hours) h, at or above the landslide limit of \(limit)")
    }

    static func stormOver(_ subject: LocalizedText, dryHours: Int) -> LocalizedText {
        LocalizedText(zh: "\(subject.zh)：降雨已停 \(dryHours) 小时", en: "\(subject.en): the storm is over, \(dryHours) dry hours")
    }

    static func missing(_ subject: LocalizedText, _ missing: DataWatch.Missing, active: Bool) -> LocalizedText {
        guard active else { return LocalizedText(zh: "\(subject.zh)：雨量数据已恢复", en: "\(subject.en): enough rain data again") }
        let hours = Figure.text(missing.hours)
        return LocalizedText(
            zh: "\(subject.zh)：\(missing.of) 小时中缺测 \(hours) 小时；无数据不等于安全",
            en: "\(subject.en): \(hours) of \(missing.of) hours are missing; this does not mean that it is safe")
    }

    /// UCUM codes that a person would not write.
    private static func written(_ unit: String) -> String {
        switch unit {
        case "[in_i]": "in"
        case "[in_i]/h": "in/h"
        default: unit
        }
    }
}
