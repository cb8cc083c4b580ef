import City
import HazardKit
import Sensing

/// What the infrared rule says to people.
enum InfraredWords {
    static func stands(_ subject: LocalizedText, _ value: Double, above: Double?, glint: Double?) -> LocalizedText {
        var zh = "\(subject.zh)：地表温度 \(Figure.text(value)) °C"
        var en = "\(subject.en): surface temperature \(Figure.text(value)) °C"
        if let above {
            zh += "，比相邻区域中值高 \(Figure.text(above)) °C"
            en += ", \(Figure.text(above)) °C above the median of its neighbours"
        }
        if let glint {
            zh += "；太阳或其倒影距视线 \(Figure.text(glint.rounded()))°，可能为反光，等级暂降"
            en += "; the sun or its reflection is \(Figure.text(glint.rounded()))° from the line of sight: it may be glint, so the grade is lowered"
        }
        return LocalizedText(zh: zh, en: en)
    }

    static func off(_ subject: LocalizedText, _ offset: Double, calibratedOn day: String?, isOver: Bool) -> LocalizedText {
        if isOver { return LocalizedText(zh: "\(subject.zh)：夜间读数已与相邻一致", en: "\(subject.en): agrees with its neighbours at night again") }
        let lastZh = day.map { "上次标定 \($0)" } ?? "无标定记录"
        let lastEn = day.map { "last calibrated on \($0)" } ?? "no calibration on record"
        let degrees = Figure.text((offset * 10).rounded() / 10)
        return LocalizedText(
            zh: "\(subject.zh)：夜间比相邻中值偏 \(degrees) °C，请校准传感器（\(lastZh)）",
            en: "\(subject.en): \(degrees) °C off the median of its neighbours at night; calibrate it (\(lastEn))")
    }
}
