import FireFiles
import Testing
import Wildfire

@Suite("Cases of fire behaviour from files")
struct BehaviourCasesTests {
    private static let header =
        "fuel_model,m1,m10,m100,mh,mw,midflame_wind_m_min,upwind_deg,slope_rise_run,aspect_deg,use_wind_limit,probe_azimuth_deg"
    private static let cellHeader =
        "fuel_model,slope,aspect,canopy_cover,canopy_height,canopy_base_height,canopy_bulk_density,wind_speed_10m,upwind_direction,"
        + "fuel_moisture_dead_1hr,fuel_moisture_dead_10hr,fuel_moisture_dead_100hr,fuel_moisture_live_herbaceous,fuel_moisture_live_woody,foliar_moisture"

    private func answer(_ row: String, header: String = header) throws -> BehaviourCases.Answer {
        try BehaviourCases("cases.csv", "\(header)\n\(row)\n".utf8).answer(0, FuelCatalogue())
    }

    @Test(
        "a row that cannot be answered is named with its line, and its answers are nan",
        arguments: [
            ("177,.06,.08,.1,.75,.6,50,0,0,0,1,0", "fuel model 177 is not known"), ("2.5,.06,.08,.1,.75,.6,50,0,0,0,1,0", "no whole number"),
            ("2,nan,.08,.1,.75,.6,50,0,0,0,1,0", "m1 is no number"), ("2,6,.08,.1,.75,.6,50,0,0,0,1,0", "It is a fraction"),
            ("2,.06,.08,.1,.75,.6,-3,0,0,0,1,0", "midflame_wind_m_min is -3.0"), ("2,.06,.08,.1,.75,.6,50,400,0,0,1,0", "upwind_deg is 400.0"),
            ("2,.06,.08,.1,.75,.6,50,0,45,0,1,0", "rise over run"), ("2,.06,.08,.1,.75,.6,,0,0,0,1,0", "is empty"),
            ("2,.06,.08,.1,.75,.6,inf,0,0,0,1,0", "no number"), ("1e30,.06,.08,.1,.75,.6,1,0,0,0,1,0", "no whole number"),
        ])
    func refused(row: String, words: String) throws {
        let found = try answer(row)
        let fault = try #require(found.fault)
        #expect(fault.line == 2)
        #expect(fault.what.contains(words))
        #expect(found.fields.suffix(10).allSatisfy { $0 == "nan" })
    }

    @Test("a wind of 300 km/h is answered, and the row is in doubt")
    func storm() throws {
        let cell = try answer("165,.2,90,.5,12,4,.1,300,240,.05,.06,.08,.6,.8,.9", header: Self.cellHeader)
        #expect(cell.fault == nil)
        #expect(cell.fields.suffix(5).allSatisfy { Double($0)?.isFinite == true })
        #expect(try #require(cell.doubt).what.contains("300.0 km/h"))
        let surface = try answer("165,.05,.06,.08,.6,.8,5000,240,.2,90,0,90")
        #expect(surface.doubt != nil)
        #expect(surface.fields.suffix(10).allSatisfy { Double($0)?.isFinite == true })
    }

    @Test("ground that does not burn is answered with no fire", arguments: [91, 92, 93, 98, 99])
    func nonBurnable(code: Int) throws {
        let cell = try answer("\(code),.2,90,.5,12,4,.1,30,240,.05,.06,.08,.6,.8,.9", header: Self.cellHeader)
        #expect(cell.fault == nil)
        #expect(Array(cell.fields.suffix(5)) == ["0", "0", "270", "0", "0"])
    }

    @Test("fuel wetter than its moisture of extinction carries no fire")
    func wet() throws {
        let found = try answer("1,.3,.3,.3,1.5,1.5,100,0,.2,0,1,0")
        #expect(Array(found.fields.suffix(10).prefix(4)) == ["0", "0", "0", "0"])
    }

    @Test("answers that stand in the file already are made anew, and other columns are carried over")
    func carried() throws {
        let header = "plot," + Self.header + ",ros_m_min"
        let cases = try BehaviourCases("cases.csv", "\(header)\nridge,2,.06,.08,.1,.75,.6,50,0,0,0,1,0,77\n".utf8)
        #expect(cases.names.first == "plot")
        #expect(cases.names.count { $0 == "ros_m_min" } == 1)
        let fields = cases.answer(0, FuelCatalogue()).fields
        #expect(fields.count == cases.names.count)
        #expect(fields[0] == "ridge")
        #expect(!fields.contains("77"))
    }

    @Test(
        "a file that holds no cases says why",
        arguments: [
            ("", "it is empty"), ("a,b\n1,2\n", "of no kind of case"), (header + "\n", "holds no case"), (header + "\n1,2\n", "2 fields"),
            ("midflame_wind_m_min\n1\n", "'fuel_model' is missing"),
        ])
    func unusable(text: String, words: String) {
        #expect {
            _ = try BehaviourCases("cases.csv", text.utf8)
        } throws: { error in
            "\(error)".contains(words) && "\(error)".hasPrefix("cases.csv")
        }
    }
}
