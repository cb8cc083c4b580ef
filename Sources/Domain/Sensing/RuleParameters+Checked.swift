import City
import HazardKit

/// Checked access to what the city package wrote, so that a typing error is a fault with a name and not a rule that sleeps.
extension RuleParameters {
    /// The id with its version, such as `dz-001-displacement@2`; version 1 unless `numbers` says otherwise.
    public var versioned: String {
        id.contains("@") ? id : "\(id)@\(Figure.text(numbers["version"] ?? 1))"
    }

    /// A fault of this rule.
    public func fault(_ message: String) -> RuleFault { RuleFault(rule: id, message: message) }

    /// Refuses every number that is not finite and every name but `known` and the ones that all rules share.
    public func expectNumbers(_ known: Set<String>) throws(RuleFault) {
        let shared: Set<String> = ["version", "confidence"]
        for (name, value) in numbers.sorted(by: { $0.key < $1.key }) {
            guard value.isFinite else { throw fault("the number '\(name)' is not finite") }
            guard known.contains(name) || shared.contains(name) else {
                let names = known.union(shared).sorted().joined(separator: ", ")
                throw fault("the number '\(name)' is not known to rules of type \(type); known are \(names)")
            }
        }
    }

    /// A number that must be there and above zero.
    public func getPositive(_ name: String) throws(RuleFault) -> Double {
        guard let value = numbers[name] else { throw fault("the number '\(name)' is missing") }
        return try checkPositive(name, value)
    }

    /// A number above zero, or `standard` where it is not given.
    public func getPositive(_ name: String, standard: Double) throws(RuleFault) -> Double {
        try checkPositive(name, numbers[name] ?? standard)
    }

    /// A span in seconds, at most `most`.
    public func getSpan(_ name: String, atMost most: Seconds) throws(RuleFault) -> Seconds {
        let value = try getPositive(name)
        guard value <= most.value else {
            throw fault("'\(name)' is \(Figure.text(value)); the bound is \(Figure.text(most.value)) seconds")
        }
        return Seconds(value)
    }

    /// How many readings in a row must agree, 1 to 100.
    public func getConfirmReadings() throws(RuleFault) -> Int {
        let value = try getPositive("confirmReadings", standard: 1)
        guard value == value.rounded(), value <= Self.confirmReadingsMax else {
            throw fault("'confirmReadings' must be a whole number from 1 to \(Figure.text(Self.confirmReadingsMax))")
        }
        return Int(value)
    }

    /// More readings than this would hide a danger for longer than anybody means to.
    static let confirmReadingsMax: Double = 100

    private func checkPositive(_ name: String, _ value: Double) throws(RuleFault) -> Double {
        guard value.isFinite, value > 0 else { throw fault("'\(name)' must be above zero") }
        return value
    }
}
