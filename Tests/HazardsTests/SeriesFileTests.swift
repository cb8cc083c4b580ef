import Testing

@testable import Landslide

@Suite("Displacement series from files")
struct SeriesFileTests {
    private func fault(_ text: String) -> SeriesFile.Fault? {
        do throws(SeriesFile.Fault) {
            _ = try SeriesFile.parse(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test("a header, comments, a byte-order mark and Windows line ends are tolerated")
    func tolerant() throws {
        let contents = try SeriesFile.parse(Array("\u{FEFF}# made up\r\ntime_h,displacement_mm\r\n0, 1.5\r\n\r\n1,-2e-1\r\n".utf8))
        #expect(contents.series == DisplacementSeries(hours: [0, 1], millimetres: [1.5, -0.2]))
        #expect(contents.lines == [3, 5])
        #expect(contents.endsWithNewline)
    }

    @Test(
        "what cannot be read is named with line and column",
        arguments: [
            ("", 1, 1, "cannot tell"), ("0,1\n", 1, 1, "cannot tell"), ("0,1\n1,nan\n", 2, 2, "not a usable number"),
            ("0,1\n1,x\n", 2, 2, "not a number"), ("a,b\n0,1\n", 1, 1, "not a number"), ("0,1\n1,2\n1,3\n", 3, 1, "is the same as"),
            ("0,1\n2,2\n1,3\n", 3, 1, "lies before"), ("0,1\n1,2\n2", 3, 2, "cut off"), ("0,1\n1,\n", 2, 2, "missing"),
            ("0,1,2\n1,2,3\n", 1, 3, "fields"), ("0,1\ninf,2\n", 2, 1, "not a usable number"),
        ])
    func faults(text: String, line: Int, column: Int, words: String) throws {
        let found = try #require(fault(text))
        #expect(found.line == line)
        #expect(found.column == column)
        #expect(found.message.contains(words))
    }

    @Test("a file whose last line has no end is told apart")
    func cutOff() throws {
        #expect(try !SeriesFile.parse(Array("0,1\n1,2".utf8)).endsWithNewline)
    }
}
