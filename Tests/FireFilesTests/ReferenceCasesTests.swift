import FireFiles
import Foundation
import Testing
import Wildfire

@Suite("Published programs and Bayu answer alike")
struct ReferenceCasesTests {
    /// One part in a thousand, and a tenth of a degree; below 1e-9 a fire is out, and single precision has only noise to say.
    private func agree(_ theirs: Double, _ ours: Double, isAzimuth: Bool) -> Bool {
        if isAzimuth { return abs((theirs - ours + 540).truncatingRemainder(dividingBy: 360) - 180) <= 0.1 }
        return abs(theirs - ours) <= 1e-3 * abs(theirs) || (abs(theirs) < 1e-9 && abs(ours) < 1e-9)
    }

    private func disagreements(_ name: String) throws -> [String] {
        let expected = try Sample.table(name)
        let cases = try BehaviourCases(name, try Sample.bytes(name))
        let fuels = FuelCatalogue()
        let found = (0..<cases.count).map { cases.answer($0, fuels) }
        #expect(found.allSatisfy { $0.fault == nil })
        #expect(cases.names == expected.names)
        return expected.names.enumerated().flatMap { place, column in
            zip(expected.rows, found).compactMap { row, answer in
                guard let theirs = Double(row.fields[place]), let ours = Double(answer.fields[place]) else { return "\(column) \(row.line)" }
                return agree(theirs, ours, isAzimuth: column.hasSuffix("azimuth_deg")) ? nil : "\(column), line \(row.line): \(theirs), \(ours)"
            }
        }
    }

    @Test("240 surface fires agree with pyretechnics within a tenth of a per cent, in every column")
    func surface() throws {
        #expect(try disagreements("surface-cases.csv") == [])
    }

    @Test("120 whole cells with shelter and crowns agree with pyretechnics within a tenth of a per cent, in every column")
    func cells() throws {
        #expect(try disagreements("cell-cases.csv") == [])
    }
}
