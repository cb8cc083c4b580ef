import ArgumentParser
import City
import CityFiles
import Foundation
import InstalledHazards

struct CityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "city", abstract: "Works on a city package.", discussion: "Example: bayu city check cities/chongqing",
        subcommands: [Check.self, ImportBoundaries.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reports every fault of a city package with file and line.",
            discussion: "Example: bayu city check cities/chongqing\nExit code 0 when there is none, 1 otherwise.")

        @Argument(help: "The package's directory.") var directory = "cities/chongqing"

        func run() async throws {
            let faults = CityPackage.check(directory: directory, hazards: installedHazards)
            for fault in faults { Terminal.say("\(directory)/\(fault)") }
            guard faults.isEmpty else { throw Terminal.fail("\(faults.count) faults in \(directory).") }
            _ = try RoadSupply.travel(city: directory)
            let package = try CityPackage.load(directory: directory)
            let model = package.model
            let forests = try FireSupply.read(city: directory, model: model).forests
            let levels = Dictionary(grouping: model.centers, by: \.level).mapValues(\.count)
            Terminal.say(
                "\(model.name.en) is in order: \(levels[.municipal] ?? 0) hub, \(levels[.district] ?? 0) district-level centers, "
                    + "\(levels[.township] ?? 0) townships, \(model.departments.count) departments, \(model.posts.count) posts, "
                    + "\(model.teams.count) teams, \(model.sites.count) sites, \(model.datastreams.count) datastreams, \(package.cameras.count) cameras, "
                    + "\(package.rules.count) rules, \(model.playbooks.count) playbooks, \(package.scenarios.count) scenarios, \(forests.count) forests, "
                    + "\(package.heatSources.count) known heat sources."
            )
            for note in package.notes { Terminal.say("note: \(note)") }
        }
    }
}
