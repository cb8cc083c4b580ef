import ArgumentParser

/// The one binary: a server, and everything an operator does beside it.
@main
struct Bayu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bayu",
        abstract: "An open platform for running a city: signals in, incidents with one owner, people on their way.",
        discussion: """
            Start a demonstration:   bayu serve --city cities/chongqing --data data/demo --scenario day-of-the-city
            Check a city package:    bayu city check cities/chongqing
            Prove the log:           bayu verify-log --data data/demo
            """,
        version: bayuVersion,
        subcommands: [
            Serve.self, Where.self, CityCommand.self, SitesCommand.self, AccountCommand.self, DeviceCommand.self, VerifyLog.self, ExportLog.self,
            ExportHead.self, CaseFileCommand.self,
            Replay.self, ForecastCommand.self, TerrainCommand.self, CloudCommand.self, GeologyCommand.self, FireCommand.self, RoadsCommand.self,
            Doctor.self, BenchLog.self, BenchWarning.self, BenchReplay.self, BenchFireAlerts.self,
        ])
}

/// Said by `--version`, by the API document and in the CHANGELOG.
let bayuVersion = "0.1.0"
