import Foundation
import Wildfire

/// Cases of fire behaviour from a file, one a row, and their answers: surface fire from a midflame wind, or a whole cell from the wind at ten metres.
/// Which of the two, the header says.
public struct BehaviourCases: Sendable {
    enum Kind { case surface, cell }

    let table: ColumnTable
    let kind: Kind
    /// What is carried over: every column of the input that is no answer.
    private let kept: [Int]
    private let places: [Int]

    /// One row's answer, or why there is none; doubts go beside an answer.
    public struct Answer: Sendable {
        public let fields: [String]
        public let fault: FireFileFault?
        public let doubt: FireFileFault?
    }

    public init(_ file: String, _ bytes: some Sequence<UInt8>) throws(FireFileFault) {
        table = try ColumnTable(file, bytes)
        if table.place("midflame_wind_m_min") != nil {
            kind = .surface
        } else if table.place("fuel_moisture_dead_1hr") != nil {
            kind = .cell
        } else {
            throw FireFileFault(
                file, line: 1, "the header is of no kind of case: surface cases have midflame_wind_m_min, whole cells fuel_moisture_dead_1hr")
        }
        let inputs = kind == .surface ? SurfaceCase.inputs : CellCase.inputs
        var places: [Int] = []
        for name in inputs { places.append(try table.requirePlace(name)) }
        self.places = places
        let answers = Set(kind == .surface ? SurfaceCase.answers : CellCase.answers)
        kept = table.names.indices.filter { [names = table.names] in !answers.contains(names[$0]) }
        guard !table.rows.isEmpty else { throw FireFileFault(file, "it holds no case") }
    }

    public var count: Int { table.rows.count }

    /// The header of the answer: the columns of the input and those that were asked for.
    public var names: [String] { kept.map { table.names[$0] } + (kind == .surface ? SurfaceCase.answers : CellCase.answers) }

    public func answer(_ index: Int, _ fuels: FuelCatalogue) -> Answer {
        let row = table.rows[index]
        let given = kept.map { row.fields[$0] }
        do throws(FireFileFault) {
            let code = try table.whole(row, places[0])
            var values: [Double] = []
            for place in places.dropFirst() { values.append(try table.number(row, place)) }
            let reading = CaseReading(file: table.file, line: row.line, names: Array(places.map { table.names[$0] }.dropFirst()), values: values)
            let found = kind == .surface ? try SurfaceCase.answer(code, reading, fuels) : try CellCase.answer(code, reading, fuels)
            return Answer(fields: given + found.map(Self.text), fault: nil, doubt: reading.doubt(kind))
        } catch {
            let count = kind == .surface ? SurfaceCase.answers.count : CellCase.answers.count
            return Answer(fields: given + Array(repeating: "nan", count: count), fault: error, doubt: nil)
        }
    }

    private static func text(_ value: Double) -> String { String(format: "%.7g", value) }
}
