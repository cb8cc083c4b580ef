import PackagePlugin

/// Generates the list of hazards from the dependencies of the target it is applied to.
@main
struct ListHazards: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let output = context.pluginWorkDirectoryURL.appending(path: "InstalledHazards.swift")
        let hazards = target.dependencies.compactMap { dependency -> String? in
            guard case .target(let room) = dependency, room.name != "HazardKit" else { return nil }
            return room.name
        }
        return [
            .buildCommand(
                displayName: "Listing the installed hazards", executable: try context.tool(named: "HazardLister").url,
                arguments: [output.path()] + hazards, outputFiles: [output])
        ]
    }
}
