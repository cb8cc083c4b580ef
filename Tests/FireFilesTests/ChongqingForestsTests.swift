import City
import FireFiles
import Foundation
import Testing
import Wildfire

@Suite("The forests of the demonstration")
struct ChongqingForestsTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "cities/chongqing/wildfire")

    private func forest(_ name: String) throws -> LandscapeFolder {
        try LandscapeFolder(Self.package.appending(path: name).path, fuels: FuelCatalogue())
    }

    @Test("Jinyun is 152,000 cells, says that it is made up, has no doubt, and burns where the site is")
    func jinyun() throws {
        let folder = try forest("jinyun")
        #expect(folder.landscape.count == 152_000)
        #expect(folder.isSynthetic)
        #expect(folder.doubts == [])
        let frame = try #require(folder.frame)
        let site = Coordinate(latitude: 29.8320, longitude: 106.3915)
        let cell = try #require(folder.landscape.cell(at: frame.point(of: site)))
        #expect(folder.landscape.burns(cell))
        #expect(folder.landscape.models[Int(folder.landscape.fuels[cell])].code == 303)
        let height = try #require(folder.elevations)[cell]
        #expect((300...900).contains(height))
        #expect(frame.coordinate(at: frame.point(of: site)).latitude.distance(to: 29.8320).magnitude < 1e-9)
    }

    @Test("the second forest burns too, and a river in each does not")
    func simian() throws {
        for name in ["jinyun", "simian"] {
            let landscape = try forest(name).landscape
            let burning = (0..<landscape.count).count { landscape.burns($0) }
            #expect(burning > landscape.count / 2 && burning < landscape.count)
        }
    }
}
