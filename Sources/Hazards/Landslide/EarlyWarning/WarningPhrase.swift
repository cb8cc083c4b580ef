import City
import HazardKit
import Sensing

/// The sentences of early warning, in both languages.
enum WarningPhrase {
    static func doesNotHold(_ method: WarningMethod, _ type: FailureType) -> LocalizedText {
        LocalizedText(
            zh: "\(method.name.zh)不适用于\(type.name.zh)，不据此定级", en: "\(method.name.en) does not hold for \(type.name.en): it sets no grade")
    }

    static func tooFew(_ count: Int) -> LocalizedText {
        LocalizedText(
            zh: "无法判断：可用读数 \(count) 个，至少需要 \(VoightFit.readingsMin) 个；无数据不等于安全",
            en: "cannot tell: \(count) usable readings, at least \(VoightFit.readingsMin) are needed; this does not mean that it is safe")
    }

    static func stuck(_ count: Int, _ value: Double) -> LocalizedText {
        LocalizedText(
            zh: "无法判断：最后 \(count) 个读数完全相同（\(Figure.text(value)) mm），传感器可能卡死，请检查；这不等于安全",
            en: "cannot tell: the last \(count) readings are all exactly \(Figure.text(value)) mm, as of a stuck sensor; check it. "
                + "This does not mean that it is safe")
    }

    static func afterGap(_ hours: Double, _ count: Int) -> LocalizedText {
        LocalizedText(
            zh: "无法判断：缺测 \(Figure.text(hours)) 小时且期间有不明位移，之后仅 \(count) 个读数",
            en: "cannot tell: movement that nothing explains within a gap of \(Figure.text(hours)) h, and only \(count) readings after it")
    }

    /// What was bridged, left out and set aside, named by the number of the reading.
    static func repairs(_ repair: SeriesRepair, in series: DisplacementSeries) -> [LocalizedText] {
        var said: [LocalizedText] = []
        for jump in repair.jumps {
            let (at, step) = (Figure.text(series.hours[jump.index]), Figure.text(jump.millimetres))
            said.append(
                LocalizedText(
                    zh: "第 \(jump.index + 1) 个读数（\(at) h）处有 \(step) mm 跳变，已衔接，不计为加速；请核实是否为维护",
                    en: "jump of \(step) mm at reading \(jump.index + 1) (\(at) h), bridged and not counted as acceleration; "
                        + "find out whether it was maintenance"))
        }
        for jump in repair.undecided.prefix(1) {
            let (at, step) = (Figure.text(series.hours[jump.index]), Figure.text(jump.millimetres))
            said.append(
                LocalizedText(
                    zh: "最后读数（\(at) h）有 \(step) mm 突变，尚不能判断是跳变还是破坏开始，提请注意",
                    en: "step of \(step) mm at the very end (\(at) h): cannot tell yet whether it is a jump or the beginning of failure"))
        }
        for gap in repair.gaps {
            let (hours, step) = (Figure.text(gap.hours), Figure.text(gap.unexplainedMillimetres))
            said.append(
                LocalizedText(
                    zh: "第 \(gap.index + 1) 个读数之前缺测 \(hours) 小时，期间位移 \(step) mm 原因不明",
                    en: "gap of \(hours) h before reading \(gap.index + 1), with \(step) mm of movement that nothing explains"))
        }
        if !repair.spikes.isEmpty {
            let places = repair.spikes.prefix(5).map { "\($0 + 1)" }.joined(separator: ", ")
            said.append(
                LocalizedText(
                    zh: "剔除 \(repair.spikes.count) 个孤立异常读数（第 \(places) 个）",
                    en: "\(repair.spikes.count) lone wild readings left out (reading \(places))"))
        }
        return said
    }

    static let turned = LocalizedText(zh: "位移朝负方向，按绝对值判断", en: "the movement goes in the negative direction; it is judged by its size")

    static func velocity(_ value: Double, _ interval: ClosedRange<Double>) -> LocalizedText {
        LocalizedText(
            zh: "速率 \(Figure.text(value)) mm/h（90 % 区间 \(range(interval))）",
            en: "velocity \(Figure.text(value)) mm/h (90 % interval \(range(interval)))")
    }

    static func still(_ interval: ClosedRange<Double>) -> LocalizedText {
        LocalizedText(
            zh: "未见超出噪声的位移（速率 90 % 区间 \(range(interval)) mm/h）",
            en: "no movement beyond the noise (90 % interval of the velocity \(range(interval)) mm/h)")
    }

    static func angle(_ angle: Double, _ interval: ClosedRange<Double>, _ even: EvenCreep) -> LocalizedText {
        let creep = Figure.text(even.velocity)
        let degrees = "\(tenth(angle))° (\(tenth(interval.lowerBound))–\(tenth(interval.upperBound))°)"
        return LocalizedText(
            zh: "切线角 \(degrees)，匀速蠕变 v₀ \(even.isBound ? "不超过" : "为") \(creep) mm/h",
            en: "tangential angle \(degrees), even creep v₀ \(even.isBound ? "at most" : "of") \(creep) mm/h")
    }

    static func multiple(_ multiple: Double, _ lowest: Double) -> LocalizedText {
        LocalizedText(
            zh: "速率为匀速蠕变的 \(tenth(multiple)) 倍（至少 \(tenth(lowest)) 倍）",
            en: "\(tenth(multiple)) times the velocity of even creep (at least \(tenth(lowest)) times)")
    }

    static let noCurve = LocalizedText(zh: "无法判断：读数不足以拟合加速曲线", en: "cannot tell: the readings do not suffice for a curve")
    static let noAcceleration = LocalizedText(zh: "未见确切加速", en: "no acceleration beyond doubt")
    static let leftCurve = LocalizedText(
        zh: "曾有加速，但最近读数已不再跟随加速曲线", en: "there was an acceleration, but the newest readings no longer follow its curve")
    static let noLine = LocalizedText(zh: "无法判断：该法在此数据上无解", en: "cannot tell: the method finds no time of failure in these readings")

    static func voight(_ fit: VoightFit, now: Double) -> LocalizedText {
        let left = "\(tenth(fit.failureHour - now)) h (\(tenth(fit.interval90.lowerBound - now))–\(tenth(fit.interval90.upperBound - now)) h)"
        let alpha = "\(Figure.text((fit.alpha * 100).rounded() / 100))"
        return LocalizedText(
            zh: "预计 \(left) 后破坏，α 约 \(alpha)" + (fit.isOpen ? "；上限未定" : ""),
            en: "failure expected in \(left), α about \(alpha)" + (fit.isOpen ? "; the end is open" : ""))
    }

    static func inverse(_ line: InverseVelocity.Line, now: Double, holds: Bool) -> LocalizedText {
        straight(line.failureHour - now, holds: holds)
    }

    static func saito(_ hour: Double, now: Double, holds: Bool) -> LocalizedText { straight(hour - now, holds: holds) }

    private static func straight(_ left: Double, holds: Bool) -> LocalizedText {
        let hours = tenth(left)
        return LocalizedText(
            zh: "按 α = 2 预计 \(hours) h 后破坏" + (holds ? "；该法无置信区间" : "；数据不支持 α = 2，不据此定级"),
            en: "failure in \(hours) h if α is 2" + (holds ? "; the method knows no interval" : "; the data speaks against that, so it sets no grade")
        )
    }

    static func fused(_ grade: Grade?) -> LocalizedText {
        LocalizedText(
            zh: "综合等级：\(grade.map(Phrase.chinese) ?? "无")（规则 \(FusionRule.version)）",
            en: "fused grade: \(grade?.colour ?? "none") (rule \(FusionRule.version))")
    }

    /// The evidence of a site's grade: what it is, which sensors speak, how fast, until when, and by which methods and rule.
    static func site(
        _ subject: LocalizedText, grade: Grade?, state: SiteWatch.State, type: FailureType, names: [LocalizedText], at hour: Double,
        override: GradeOverride?
    ) -> LocalizedText {
        let speaking = state.speaking.prefix(namedMax).map { names[$0] }
        var zh = "\(subject.zh)：综合预警\(grade.map(Phrase.chinese) ?? "解除")"
        var en = "\(subject.en): fused warning \(grade.map { "grade \($0.rawValue) (\($0.colour))" } ?? "over")"
        if let override, state.grade != state.measured {
            zh += "；人工核定（\(override.by)）：\(override.reason.zh)"
            en += "; set by \(override.by): \(override.reason.en)"
        }
        if !speaking.isEmpty {
            zh += "；\(state.speaking.count) 个测点异常（\(speaking.map(\.zh).joined(separator: "、"))），最大为匀速的 \(tenth(state.multiple)) 倍"
            en +=
                "; \(state.speaking.count) sensors speak (\(speaking.map(\.en).joined(separator: ", "))), up to \(tenth(state.multiple)) times even creep"
        }
        if let forecast = state.forecast, let interval = forecast.interval90 {
            let span = "\(tenth(max(interval.lowerBound - hour, 0)))–\(tenth(interval.upperBound - hour)) h"
            zh += "；Voight 法预计 \(tenth(forecast.failureHour - hour)) h 后破坏（90 % 区间 \(span)）"
            en += "; Voight's law expects failure in \(tenth(forecast.failureHour - hour)) h (90 % interval \(span))"
        }
        if let held = state.held, (grade ?? .iv) < held {
            zh += "；该预测尚未得到后续读数印证，暂按黄色计；半天后仍如此则为\(Phrase.chinese(held))"
            let graver = "grade \(held.rawValue) (\(held.colour))"
            en += "; not borne out by later readings yet, it counts as yellow: if it still says so in half a day, it sets \(graver)"
        }
        if let indicator = state.indicator {
            zh += "；雨量、孔压或微震为\(Phrase.chinese(indicator))"
            en += "; rain, pore pressure or micro-seismic counts at grade \(indicator.rawValue)"
        }
        if !type.allows(.voight) {
            zh += "；\(type.name.zh)不用蠕变法定级"
            en += "; the laws of creep set no grade for \(type.name.en)"
        }
        if !state.silent.isEmpty {
            zh += "；\(state.silent.count) 个测点无数据"
            en += "; \(state.silent.count) sensors give no data"
        }
        return LocalizedText(
            zh: zh + "；切线角与 Voight 法按规则 \(FusionRule.version) 融合", en: en + "; tangential angle and Voight's law by rule \(FusionRule.version)")
    }

    static func silentSensors(_ subject: LocalizedText, _ names: [LocalizedText], of count: Int, active: Bool) -> LocalizedText {
        guard active else { return LocalizedText(zh: "\(subject.zh)：测点数据已恢复", en: "\(subject.en): enough sensors give data again") }
        let named = names.prefix(namedMax)
        return LocalizedText(
            zh: "\(subject.zh)：\(count) 个测点中 \(names.count) 个无数据（\(named.map(\.zh).joined(separator: "、"))）；等级不因此降低，无数据不等于安全",
            en:
                "\(subject.en): \(names.count) of \(count) sensors give no data (\(named.map(\.en).joined(separator: ", "))); no grade falls for that, "
                + "and it does not mean that it is safe")
    }

    /// Names beyond this many make a sentence nobody reads.
    private static let namedMax = 5

    static func tenth(_ value: Double) -> String { Figure.text((value * 10).rounded() / 10) }

    private static func range(_ interval: ClosedRange<Double>) -> String {
        "\(Figure.text(interval.lowerBound))–\(Figure.text(interval.upperBound))"
    }
}

extension Grade {
    /// The English word for the colour of ISO 22324.
    public var colour: String {
        switch self {
        case .i: "red"
        case .ii: "orange"
        case .iii: "yellow"
        case .iv: "blue"
        }
    }
}
