import ArgumentParser
import FireFiles
import Foundation
import GDALRasters
import Wildfire

/// `bayu fire landscape`: what a fire runs over.
struct FireLandscape: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "landscape", abstract: "Landscapes for `bayu fire spread`.",
        discussion: "Example: bayu fire landscape import --dem heights.tif --fuel fuels.tif --bounds 1.40,42.43,1.78,42.65 --cell 30 --out andorra",
        subcommands: [FireLandscapeImport.self])
}

/// `bayu fire landscape import`: rasters of any origin in, a landscape's folder out.
struct FireLandscapeImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes a landscape from rasters of heights, fuels and crowns.",
        discussion: """
            Example: bayu fire landscape import --dem N42E001.hgt.zip --fuel fuels.tif --bounds 1.40,42.43,1.78,42.65 --cell 30 --out andorra
            Takes GeoTIFF in any coordinate system and SRTM's .hgt (also as .hgt.zip). Heights and crowns are brought onto the grid bilinearly, fuel codes from \
            the nearest cell. Small voids of heights are filled and counted. Crowns are told in shares, metres and kg/m³; --cover-scale 0.01 takes per cent.
            The last line is JSON.
            """)

    @Option(help: "Heights in metres.") var dem: String
    @Option(help: "Fuel codes; or one code for all.") var fuel: String
    @Option(help: "Share of the ground under crowns.") var canopyCover: String?
    @Option(help: "Height of the trees.") var canopyHeight: String?
    @Option(help: "Height of the lowest branches that carry fire.") var canopyBaseHeight: String?
    @Option(help: "kg of fine crown fuel in a cubic metre.") var canopyBulkDensity: String?
    @Option(help: "What the values of --canopy-cover are multiplied by.") var coverScale = 1.0
    @Option(help: "West, south, east and north in degrees.") var bounds: String
    @Option(help: "Side of a cell in metres.") var cell: Double
    @Option(help: "The landscape's coordinate system, such as EPSG:32648; without it the UTM zone of its middle.") var crs: String?
    @Option(help: "The coordinate system of rasters that name none.") var sourceCrs: String?
    @Option(help: "What codes that nobody knows are taken for: refuse or unburnable.") var unknownFuel = UnknownFuel.refuse
    @Option(help: "Where the folder goes.") var out: String
    @OptionGroup var fuels: FuelOptions

    enum UnknownFuel: String, CaseIterable, ExpressibleByArgument { case refuse, unburnable }

    func validate() throws {
        guard (0.5...1000).contains(cell) else { throw ValidationError("--cell is \(cell); give 0.5 to 1000 metres.") }
        guard coverScale > 0, coverScale <= 1 else { throw ValidationError("--cover-scale is \(coverScale); give more than 0 and at most 1.") }
    }

    func run() async throws {
        try FireCommand.explained {
            var making = try FireLandscapeMaking(self)
            try making.run()
        }
    }
}
