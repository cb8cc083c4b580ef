import City
import Foundation
import Geo

/// Takes the sites of a file into a register: first what would change, then, if nothing is wrong, the change itself.
public struct RegisterImport: Sendable {
    /// One site or zone that the file brings or changes.
    public struct Change: Sendable {
        public let id: String
        public let name: String
        /// Empty for a new one: the properties whose value changes, from and to.
        public let fields: [Field]
        public var isNew: Bool { fields.isEmpty }
    }

    public struct Field: Sendable {
        public let name: String
        public let from: String
        public let to: String
    }

    public let changes: [Change]
    public let unchangedCount: Int
    /// With the lines of the file; the change is not written while there is one.
    public let faults: [CityFault]
    private let merged: [RegisterFeature]
    private let target: String

    /// - Parameters:
    ///   - file: a path that ends in .csv, .geojson, .json or .shp.
    ///   - city: the folder of the city package.
    ///   - kind: whose register, such as `landslide`.
    ///   - columns: property of the register → column of the file.
    ///   - layout: the sensor layout of sites that name none; nil for none.
    public init(file: String, city: String, kind: MatterKind, columns: [String: String], datum: ChineseDatum, layout: String? = nil) {
        let log = FaultLog()
        let folder = PackageFolder(root: URL(fileURLWithPath: city), faults: log)
        target = city + "/" + RegisterFile.features(kind)
        guard let form = RegisterForm.read(folder, file: RegisterFile.form(kind)) else {
            (changes, unchangedCount, faults, merged) = ([], 0, log.sorted(), [])
            return
        }
        let kept = folder.text(RegisterFile.features(kind), required: false)
        let old = kept.map { RegisterFeatures.read($0, file: RegisterFile.features(kind), faults: log) } ?? []
        let new = RegisterSource(path: file, columns: columns, datum: datum).features(log).map { $0.with(layout: layout) }
        var table = MergeTable(old)
        for feature in new { table.take(feature, faults: log) }
        // The whole is checked, so that a zone finds its site whichever of the two the file brings.
        var draft = RegisterDraft(kind: kind, form: form, faults: log, known: SitesFile.sites(folder))
        for feature in table.features { draft.take(feature) }
        _ = draft.register()
        (changes, unchangedCount, faults, merged) = (table.changes, table.unchangedCount, log.sorted(), table.features)
    }

    /// Writes the register in one step: a crash leaves the old file or the new one. Throws what the file system says.
    public func write() throws {
        precondition(faults.isEmpty, "an import with faults is not written")
        try Data(RegisterText.text(of: merged).utf8).write(to: URL(fileURLWithPath: target), options: .atomic)
    }
}

/// Old features by id, with the new ones taken in.
private struct MergeTable {
    private(set) var features: [RegisterFeature]
    private(set) var changes: [RegisterImport.Change] = []
    private(set) var unchangedCount = 0
    private var places: [String: Int] = [:]
    private var taken: [String: Int] = [:]

    init(_ old: [RegisterFeature]) {
        features = old
        for (place, feature) in old.enumerated() { places[feature.key] = place }
    }

    mutating func take(_ feature: RegisterFeature, faults: FaultLog) {
        guard feature.text("id") != nil else {
            return faults.report(feature.place, "the record has no `id`: name its column with --columns id=COLUMN")
        }
        if let first = taken.updateValue(feature.place.line, forKey: feature.key) {
            return faults.report(feature.place, "the id `\(feature.text("id") ?? "")` stands here and at \(first): rename or remove one")
        }
        let name = feature.text("name_zh") ?? feature.text("name_en") ?? ""
        guard let place = places[feature.key] else {
            places[feature.key] = features.count
            features.append(feature)
            changes.append(.init(id: feature.text("id") ?? "", name: name, fields: []))
            return
        }
        let whole = features[place].updated(by: feature)
        let fields = features[place].differences(to: whole)
        if fields.isEmpty {
            unchangedCount += 1
        } else {
            features[place] = whole
            changes.append(.init(id: feature.text("id") ?? "", name: whole.text("name_zh") ?? name, fields: fields))
        }
    }
}

extension RegisterFeature {
    fileprivate var key: String { "\(text("is") ?? "") \(text("id") ?? "")" }

    fileprivate func with(layout: String?) -> RegisterFeature {
        guard let layout, text("is") == "site", text("layout") == nil else { return self }
        return RegisterFeature(properties: properties.merging(["layout": .text(layout)]) { $1 }, shape: shape, place: place)
    }

    /// What the file says counts; what it does not have stays.
    fileprivate func updated(by new: RegisterFeature) -> RegisterFeature {
        let given = new.properties.filter { !$0.value.isEmpty }
        let shape: Shape
        // A survey's outline is not lost to a list of points.
        if case .ring = self.shape, case .point = new.shape { shape = self.shape } else { shape = new.shape }
        return RegisterFeature(properties: properties.merging(given) { $1 }, shape: shape, place: new.place)
    }

    fileprivate func differences(to new: RegisterFeature) -> [RegisterImport.Field] {
        var fields = Set(properties.keys).union(new.properties.keys).sorted().compactMap { key -> RegisterImport.Field? in
            let from = properties[key]?.words ?? ""
            let to = new.properties[key]?.words ?? ""
            return from == to ? nil : RegisterImport.Field(name: key, from: from, to: to)
        }
        if shape.words != new.shape.words { fields.append(.init(name: "geometry", from: shape.words, to: new.shape.words)) }
        return fields
    }
}

extension RegisterFeature.Value {
    var isEmpty: Bool { words.isEmpty }

    /// As a person would write it; `240` and `240.0` are the same.
    var words: String {
        switch self {
        case .text(let text): Double(text).map(Self.words) ?? text
        case .number(let number): Self.words(number)
        case .bool(let bool): bool ? "true" : "false"
        case .none: ""
        }
    }

    private static func words(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

extension RegisterFeature.Shape {
    fileprivate var words: String {
        switch self {
        case .point(let point): "\(point.latitude), \(point.longitude)"
        case .ring(let ring): "outline of \(ring.count - 1) corners from \(ring[0].latitude), \(ring[0].longitude)"
        case .none: ""
        }
    }
}
