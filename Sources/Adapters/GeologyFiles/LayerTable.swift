import Geology

/// `layers.csv`: the layers from the top down with their names in both languages.
enum LayerTable {
    static func read(_ lines: GeologyLines) throws(GeologyFileFault) -> [LayerModel.Layer] {
        let places = try lines.columns(["layer", "name_zh", "name_en"])
        var layers: [LayerModel.Layer] = []
        for line in try lines.rows() {
            let texts = places.map { String(line.fields[$0].prefix(nameLengthMax)) }
            guard texts.allSatisfy({ !$0.isEmpty }) else { throw lines.fault(line.number, "a layer needs an id and a name in both languages") }
            guard !layers.contains(where: { $0.id == texts[0] }) else { throw lines.fault(line.number, "the layer \(texts[0]) was named before") }
            layers.append(LayerModel.Layer(id: texts[0], nameZh: texts[1], nameEn: texts[2]))
        }
        return layers
    }

    /// What fits in a legend.
    private static let nameLengthMax = 60
}
