import FireFiles
import Testing
import Wildfire

@Suite("Fuel models that a city brings")
struct FuelTableTests {
    private static let header =
        "code,name,depth_m,extinction,heat_kJ_kg,load_1h,load_10h,load_100h,load_herb,load_woody,sav_1h,sav_herb,sav_woody,dynamic\n"

    @Test("a fuel model in metric units burns like the published one it was converted from")
    func metric() throws {
        let row = "800,GR2 in metric units,0.3048,0.15,18608,0.02246,0,0,0.22410,0,6561.7,5905.5,0,1\n"
        let model = try #require(try FuelTableFile.read("fuels.csv", (Self.header + row).utf8).first)
        var fuels = FuelCatalogue()
        fuels.add(model)
        let published = try #require(fuels.findModel(102))
        let moisture = FuelMoisture(oneHour: 0.06, tenHour: 0.07, hundredHour: 0.08, herbaceous: 0.5, woody: 0.8)
        let (ours, theirs) = (FuelBed(model, moisture: moisture), FuelBed(published, moisture: moisture))
        #expect(abs(ours.baseRate / theirs.baseRate - 1) < 0.001)
        #expect(abs(ours.baseIntensity / theirs.baseIntensity - 1) < 0.002)
    }

    @Test(
        "a fuel model that cannot burn is named with its line",
        arguments: [
            ("95,road,0.3,0.15,18608,0.02,0,0,0,0,6561,0,0,0", "the code 95"),
            ("800,a,0.3,0.15,18608,0,1,1,0,0,6561,0,0,0", "no fine dead fuel"),
            ("800,a,0.3,0.15,18608,0.02,0,0,0.2,0,6561,0,0,1", "without sav_herb"),
            ("800,a,0.3,15,18608,0.02,0,0,0,0,6561,0,0,0", "extinction is 15.0"),
            ("800,a,30,0.15,18608,0.02,0,0,0,0,6561,0,0,0", "depth_m is 30.0"),
        ])
    func unburnable(row: String, words: String) {
        #expect {
            _ = try FuelTableFile.read("fuels.csv", (Self.header + row + "\n").utf8)
        } throws: { error in
            "\(error)".hasPrefix("fuels.csv:2: ") && "\(error)".contains(words)
        }
    }
}
