/// The moisture of surface fuel by class, as fractions of the oven-dry weight: 0.06 is six per cent.
public struct FuelMoisture: Hashable, Sendable {
    public var oneHour: Double
    public var tenHour: Double
    public var hundredHour: Double
    public var herbaceous: Double
    public var woody: Double

    public init(oneHour: Double, tenHour: Double, hundredHour: Double, herbaceous: Double, woody: Double) {
        self.oneHour = oneHour
        self.tenHour = tenHour
        self.hundredHour = hundredHour
        self.herbaceous = herbaceous
        self.woody = woody
    }
}
