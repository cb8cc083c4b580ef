import Geology

/// A table of boreholes: a row for each stretch, with the collar repeated. Depths in metres below the collar.
enum BoreholeTable {
    static func read(_ lines: GeologyLines) throws(GeologyFileFault) -> [Borehole] {
        let places = try lines.columns(["borehole", "x", "y", "z", "from", "to", "layer"])
        var order: [String] = []
        var held: [String: Borehole] = [:]
        for line in try lines.rows() {
            let row = try row(line, places, lines)
            guard let before = held[row.id] else {
                order.append(row.id)
                held[row.id] = row
                continue
            }
            guard before.collar == row.collar, before.collarHeightMetres == row.collarHeightMetres else {
                throw lines.fault(line.number, "the collar of \(row.id) stands elsewhere than in the rows before")
            }
            guard let last = before.stretches.last, row.stretches[0].fromMetres >= last.toMetres else {
                throw lines.fault(line.number, "the stretch of \(row.id) begins above the end of the one before: give them from the top down")
            }
            guard before.stretches.count < Borehole.stretchesMax else {
                throw lines.fault(line.number, "\(row.id) has more than \(Borehole.stretchesMax) stretches")
            }
            held[row.id] = Borehole(
                id: row.id, collar: row.collar, collarHeightMetres: row.collarHeightMetres, stretches: before.stretches + row.stretches)
        }
        guard !order.isEmpty else { throw lines.fault(nil, "the table has no borehole") }
        return order.compactMap { held[$0] }
    }

    /// A borehole with the one stretch of a row.
    private static func row(_ line: GeologyLines.Line, _ places: [Int], _ lines: GeologyLines) throws(GeologyFileFault) -> Borehole {
        let (id, layer) = (String(line.fields[places[0]]), String(line.fields[places[6]]))
        guard !id.isEmpty, !layer.isEmpty, id.count <= idLengthMax, layer.count <= idLengthMax else {
            throw lines.fault(line.number, "a row needs the name of its borehole and of its layer, at most \(idLengthMax) letters each")
        }
        var numbers: [Double] = []
        for (place, name) in zip(places[1...5], ["x", "y", "z", "from", "to"]) {
            numbers.append(try lines.number(line.fields[place], name, at: line))
        }
        guard numbers[3] >= 0, numbers[4] > numbers[3], numbers[4] <= Borehole.depthMetresMax else {
            throw lines.fault(
                line.number, "\(id) has a stretch from \(numbers[3]) to \(numbers[4]) m: depths grow, from 0 to \(Int(Borehole.depthMetresMax))")
        }
        return Borehole(
            id: id, collar: PlanPoint(x: numbers[0], y: numbers[1]), collarHeightMetres: numbers[2],
            stretches: [Borehole.Stretch(fromMetres: numbers[3], toMetres: numbers[4], layer: layer)])
    }

    private static let idLengthMax = 40
}
