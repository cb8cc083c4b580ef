import ArgumentParser
import FireFiles
import Foundation
import Wildfire

/// `bayu fire behaviour`: cases in, how each of them burns out.
struct FireBehaviour: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "behaviour", abstract: "Says how fast and how fiercely a fire burns in each of the given cases.",
        discussion: """
            Example: bayu fire behaviour cases.csv --out behaviour.csv
            Two kinds of case, told apart by the header. Surface fire from a midflame wind: fuel_model,m1,m10,m100,mh,mw,midflame_wind_m_min,upwind_deg,
            slope_rise_run,aspect_deg,use_wind_limit,probe_azimuth_deg. A whole cell with its canopy, from the wind at ten metres: fuel_model,slope,
            aspect,canopy_cover,canopy_height,canopy_base_height,canopy_bulk_density,wind_speed_10m,upwind_direction,fuel_moisture_dead_1hr,… ,
            foliar_moisture. Moisture and cover are fractions, slope is rise over run, azimuths are degrees.
            A row that cannot be answered has nan in its answers and is named on the terminal, with line and reason; the exit code is 1 when no row
            could be answered. The last line is JSON: rows, how many were answered, in doubt and refused.
            """)

    @Argument(help: "The cases, as CSV.") var cases: String
    @Option(help: "Where the answers go, as CSV: the columns of the input and those that were asked for.") var out: String
    @OptionGroup var fuels: FuelOptions

    func run() async throws {
        try FireCommand.explained {
            let found = try BehaviourCases(cases, try FireCommand.bytes(cases))
            let catalogue = try fuels.catalogue()
            var lines = [found.names.joined(separator: ",")]
            lines.reserveCapacity(found.count + 2)
            var faults: [FireFileFault] = []
            var doubts: [FireFileFault] = []
            for index in 0..<found.count {
                let answer = found.answer(index, catalogue)
                lines.append(answer.fields.joined(separator: ","))
                if let fault = answer.fault { faults.append(fault) }
                if let doubt = answer.doubt { doubts.append(doubt) }
            }
            try FireCommand.write(lines.joined(separator: "\n") + "\n", to: out)
            Self.tell(faults, "rows refused")
            Self.tell(doubts, "rows in doubt")
            let counts = "\"rows\":\(found.count),\"answered\":\(found.count - faults.count),\"doubtful\":\(doubts.count),\"refused\":\(faults.count)"
            Terminal.say("{\(counts)}")
            if faults.count == found.count { throw Terminal.fail("no row of \(cases) could be answered") }
        }
    }

    private static func tell(_ faults: [FireFileFault], _ what: String) {
        for fault in faults.prefix(FireCommand.faultsShown) { Terminal.note("bayu: \(fault)") }
        if faults.count > FireCommand.faultsShown { Terminal.note("bayu: … \(faults.count) \(what) in all") }
    }
}

/// Which fuel models a command reads codes by.
struct FuelOptions: ParsableArguments {
    @Option(help: "A CSV file with the city's own fuel models.") var fuels: String?
    @Option(help: "How published tables are read: raster (pyretechnics, ELMFIRE) or behave (Behave, FlamMap).")
    var convention = FuelCatalogue.Convention.raster

    func catalogue() throws(FireFileFault) -> FuelCatalogue {
        var catalogue = FuelCatalogue(convention)
        if let fuels {
            for model in try FuelTableFile.read(fuels, try FireCommand.bytes(fuels)) { catalogue.add(model) }
        }
        return catalogue
    }
}

extension FuelCatalogue.Convention: ExpressibleByArgument {}
