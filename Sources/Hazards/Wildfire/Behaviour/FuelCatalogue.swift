/// Which fuel models there are, by code: Anderson's 13, Scott and Burgan's 40, those of Bayu's own, and what a city adds.
///
/// Codes 91 to 99 do not burn: 91 built-up, 92 snow and ice, 93 farmland, 98 water, 99 bare ground; 94 to 97 are free for a city's own names.
public struct FuelCatalogue: Sendable {
    /// What a code stands for.
    public enum Kind: Sendable {
        case burnable(FuelModel)
        case nonBurnable
        case unknown
    }

    /// How the published tables are read. Programs differ in two things, by up to one per cent of the rate of spread.
    public enum Convention: String, CaseIterable, Sendable {
        /// Scott and Burgan's loads rounded to 0.0001 lb/ft², the living load of Anderson's models 4, 5, 7 and 10 booked as herbs: pyretechnics,
        /// GridFire and ELMFIRE. Bayu's own where nothing else is asked for.
        case raster
        /// Loads as printed, that living load booked as wood: Behave, FlamMap and FARSITE.
        case behave
    }

    private var models: [Int: FuelModel]

    public init(_ convention: Convention = .raster) {
        let all = StandardFuels.anderson(convention) + StandardFuels.scottBurgan(convention) + OwnFuels.all
        models = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
    }

    /// Adds a model, or puts it in the place of the one with its code.
    public mutating func add(_ model: FuelModel) { models[model.code] = model }

    public func kind(of code: Int) -> Kind {
        if let model = models[code] { return .burnable(model) }
        return Self.nonBurnable.contains(code) ? .nonBurnable : .unknown
    }

    public func findModel(_ code: Int) -> FuelModel? { models[code] }

    public static let nonBurnable = 91...99
}
