import FireFiles
import Testing
import Wildfire

@Suite("The tables of the Chinese grade, as a city enters them")
struct GradeTablesTests {
    @Test("the grade's tables add up as the standard adds its components, the season taken away")
    func grades() throws {
        let rows = [
            "temperature,0,1", "temperature,10,5", "humidity,0,20", "humidity,40,10", "dryDays,0,0", "dryDays,3,30", "wind,0,0", "wind,4,25",
            "season,1,0", "season,6,7",
        ].joined(separator: "\n")
        let tables = try GradeTablesFile.read("grades.csv", ("component,from,points\n" + rows).utf8)
        let day = FireWeatherTables.Day(temperature: 10, humidity: 39.9, dryDays: 3, windForce: 3, month: 7)
        #expect(tables.index(day) == 48.0)  // 5 + 20 + 30 + 0 − 7
    }

    @Test(
        "tables with a component missing, unknown or out of order are refused",
        arguments: [
            ("temperature,0,1\n", "no row for humidity"), ("warmth,0,1\n", "'warmth' is not one of"),
            ("temperature,5,1\ntemperature,0,1\nhumidity,0,1\ndryDays,0,1\nwind,0,1\nseason,1,1\n", "temperature do not rise"),
        ])
    func unusable(rows: String, words: String) {
        #expect {
            _ = try GradeTablesFile.read("grades.csv", ("component,from,points\n" + rows).utf8)
        } throws: { error in
            "\(error)".contains(words)
        }
    }
}
