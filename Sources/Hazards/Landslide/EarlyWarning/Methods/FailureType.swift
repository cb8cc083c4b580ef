import City
import HazardKit
import Sensing

/// How a slope is expected to fail. It decides which methods may speak: a law that was found on creeping slopes says nothing about a block
/// that breaks off.
public enum FailureType: Int, Hashable, Codable, Sendable, CaseIterable {
    case creepSlide = 1
    case toppling = 2
    case brittleRockFall = 3
    case debrisFlow = 4

    /// The word of a register.
    public var code: String {
        switch self {
        case .creepSlide: "creep-slide"
        case .toppling: "toppling"
        case .brittleRockFall: "brittle-rock-fall"
        case .debrisFlow: "debris-flow"
        }
    }

    /// The rule's own `failureType`, or else what the register says of its site. Never guessed: a method would speak that does not hold.
    init(of rule: RuleParameters, city: CityModel) throws(RuleFault) {
        if let number = rule.numbers["failureType"] {
            guard number == number.rounded(), (1...4).contains(number), let type = FailureType(rawValue: Int(number)) else {
                throw rule.fault("'failureType' must be 1 (creep slide), 2 (toppling), 3 (brittle rock fall) or 4 (debris flow)")
            }
            self = type
            return
        }
        let known = Self.allCases.map(\.code).joined(separator: ", ")
        guard let code = rule.site.flatMap({ city.sheet(of: $0)?.failureType }) else {
            throw rule.fault("no failure type: give 'failureType' under numbers, or `failure_type` (\(known)) at the site in the register")
        }
        guard let type = Self.allCases.first(where: { $0.code == code }) else {
            throw rule.fault("the failure type '\(code)' of the site is not known to Landslide; use \(known)")
        }
        self = type
    }

    public var name: LocalizedText {
        switch self {
        case .creepSlide: LocalizedText(zh: "蠕变型滑坡", en: "creep slide")
        case .toppling: LocalizedText(zh: "倾倒", en: "toppling")
        case .brittleRockFall: LocalizedText(zh: "脆性崩塌", en: "brittle rock fall")
        case .debrisFlow: LocalizedText(zh: "泥石流", en: "debris flow")
        }
    }

    /// True where hours and not days may lie between the first acceleration and the end.
    var breaksAtOnce: Bool { self == .toppling || self == .brittleRockFall }

    /// True where the method's law holds for this way of failing; the table stands in the README with its sources.
    public func allows(_ method: WarningMethod) -> Bool {
        switch method {
        case .rainIntensityDuration, .effectiveRain, .porePressure: true
        case .tangentialAngle, .voight, .inverseVelocity: self == .creepSlide || self == .toppling
        case .saito: self == .creepSlide
        case .velocityMultiples: self != .debrisFlow
        case .microSeismic: self != .debrisFlow
        }
    }
}

/// The methods of early warning, by the names that answers carry.
public enum WarningMethod: String, Hashable, Codable, Sendable, CaseIterable {
    case tangentialAngle = "tangential-angle"
    case velocityMultiples = "velocity-multiples"
    case voight
    case inverseVelocity = "inverse-velocity"
    case saito
    case rainIntensityDuration = "rain-intensity-duration"
    case effectiveRain = "effective-rain"
    case porePressure = "pore-pressure"
    case microSeismic = "micro-seismic"

    public var name: LocalizedText {
        switch self {
        case .tangentialAngle: LocalizedText(zh: "改进切线角", en: "improved tangential angle")
        case .velocityMultiples: LocalizedText(zh: "速率倍数", en: "velocity multiples")
        case .voight: LocalizedText(zh: "Voight 法（α 由数据估计）", en: "Voight's law, α estimated")
        case .inverseVelocity: LocalizedText(zh: "速率倒数法", en: "inverse velocity")
        case .saito: LocalizedText(zh: "斋藤法", en: "Saito's three points")
        case .rainIntensityDuration: LocalizedText(zh: "雨强—历时", en: "rain intensity and duration")
        case .effectiveRain: LocalizedText(zh: "有效降雨量", en: "effective rain")
        case .porePressure: LocalizedText(zh: "孔隙水压力", en: "pore pressure")
        case .microSeismic: LocalizedText(zh: "微震计数", en: "micro-seismic counts")
        }
    }
}
