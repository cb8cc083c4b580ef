import City
import CityFiles
import Foundation
import HazardKit
import Landslide
import Testing
import Wildfire

@Suite("The check of a package")
struct FaultTests {
    @Test("a clean copy has no fault")
    func clean() throws {
        let copy = try PackageCopy()
        #expect(copy.check() == [])
    }

    @Test("each kind of fault is reported with its file and line", arguments: SeededFault.all)
    func seeded(_ fault: SeededFault) throws {
        let copy = try PackageCopy()
        try copy.replace(fault.old, with: fault.new, in: fault.file)
        let line = try copy.line(of: fault.needle, in: fault.file)
        let found = copy.check()
        #expect(
            found.contains { $0.file == fault.file && $0.line == line && $0.message.contains(fault.says) },
            "expected \(fault.file):\(line) to say `\(fault.says)`, found: \(found)")
    }

    @Test(
        "a missing file is named",
        arguments: [
            "city.yaml", "network.csv", "departments.yaml", "posts.yaml", "teams.yaml", "sites.yaml", "datastreams.csv", "rules.yaml", "kinds.yaml",
            "codes.yaml", "clocks.yaml",
        ])
    func missing(file: String) throws {
        let copy = try PackageCopy()
        try copy.remove(file)
        #expect(copy.check().contains { $0.file == file && $0.message.contains("missing") })
    }

    @Test("a missing or empty folder of playbooks, and a folder that is no package, are named")
    func folders() throws {
        let copy = try PackageCopy()
        try copy.remove("playbooks/landslide.yaml")
        try copy.remove("playbooks/other.yaml")
        #expect(copy.check().contains { $0.file == "playbooks" && $0.message.contains("empty") })
        try copy.remove("playbooks")
        #expect(copy.check().contains { $0.file == "playbooks" && $0.message.contains("missing") })
        #expect(CityPackage.check(directory: copy.directory.path + "/nowhere").count >= 10)
    }

    @Test("files that are empty or no text are named")
    func notText() throws {
        let copy = try PackageCopy()
        try copy.write("", to: "kinds.yaml")
        try Data([0xFF, 0xFE, 0x00, 0x41]).write(to: copy.directory.appendingPathComponent("codes.yaml"))
        let faults = copy.check()
        #expect(faults.contains { $0.file == "kinds.yaml" && $0.message.contains("empty") })
        #expect(faults.contains { $0.file == "codes.yaml" && $0.message.contains("UTF-8") })
    }

    @Test("faults in several files are all reported at once, by file and line, and stop the loading")
    func all() throws {
        let copy = try PackageCopy()
        try copy.write(try copy.text("network.csv") + "X,galaxy,,,零,Zero,1,1,,,,,,\n", to: "network.csv")
        try copy.replace("grade: IV", with: "grade: V", in: "clocks.yaml")
        try copy.replace("kind: other", with: "kind: meteor", in: "playbooks/other.yaml")
        let faults = copy.check()
        #expect(Set(faults.map(\.file)).isSuperset(of: ["network.csv", "clocks.yaml", "playbooks/other.yaml"]))
        #expect(faults == faults.sorted())
        #expect(throws: CityFaults(faults)) { try CityPackage.load(directory: copy.directory.path) }
    }

    @Test("two rows of one code are fine when the one ends before the other begins, and a fault when they overlap")
    func validity() throws {
        let copy = try PackageCopy()
        let row = "SEA-KPAE-1,township,SEA-KPAE,,佩恩机场（回放）,Paine Field (replay),47.90630,-122.28160,airport reference point,,,,"
        try copy.replace(row + ",", with: row + ",2025-01-01", in: "network.csv")
        try copy.write(
            try copy.text("network.csv") + row.replacingOccurrences(of: "SEA-KPAE,", with: "SEA-KBFI,") + "2025-01-01,\n", to: "network.csv")
        #expect(copy.check() == [])
        let package = try CityPackage.load(directory: copy.directory.path)
        #expect(package.model.center("SEA-KPAE-1")?.parent == "SEA-KBFI")
        try copy.replace(
            "Paine Field (replay),47.90630,-122.28160,airport reference point,,,,,2025-01-01",
            with: "Paine Field (replay),47.90630,-122.28160,airport reference point,,,,,2025-01-02", in: "network.csv")
        let line = try copy.line(of: "township,SEA-KBFI,,佩恩", in: "network.csv")
        #expect(copy.check().contains { $0.line == line && $0.message.contains("overlaps") })
    }

    @Test("a team step that reaches nobody in one district names the step and the district")
    func unreachable() throws {
        let copy = try PackageCopy()
        try copy.replace(
            "- levels: [district]\n    id: \"{code}-geology-1\"", with: "- levels: [district]\n    except: [SEA-KPAE]\n    id: \"{code}-geology-1\"",
            in: "teams.yaml")
        let line = try copy.line(of: "id: slope-check", in: "playbooks/landslide.yaml")
        #expect(
            copy.check() == [
                CityFault(
                    file: "playbooks/landslide.yaml", line: line,
                    message: "step `slope-check` reaches nobody: there is no team with the skill `geology` in or above SEA-KPAE: "
                        + "add one in teams.yaml, or change the level of the step")
            ])
    }

    @Test("a team at the hub or in a township of the district is enough")
    func reachable() throws {
        for center in ["SEA", "SEA-KPAE-1"] {
            let copy = try PackageCopy()
            try copy.replace(
                "- levels: [district]\n    id: \"{code}-geology-1\"",
                with: "- levels: [district]\n    except: [SEA-KPAE]\n    id: \"{code}-geology-1\"", in: "teams.yaml")
            try copy.replace(
                "per-center:",
                with:
                    "teams:\n  - {id: x, name: {zh: 甲, en: A}, department: emergency, center: \(center), skills: [geology], people: 1, home: {latitude: 47.5, longitude: -122.3}}\nper-center:",
                in: "teams.yaml")
            #expect(copy.check() == [])
        }
    }

    @Test("a task step without a post at its level is reported with how many centers lack it")
    func noPost() throws {
        let copy = try PackageCopy()
        try copy.replace("levels: [municipal, district, township]", with: "levels: [municipal, district]", in: "posts.yaml")
        let line = try copy.line(of: "id: township-check", in: "playbooks/other.yaml")
        #expect(
            copy.check().contains {
                $0.file == "playbooks/other.yaml" && $0.line == line
                    && $0.message.contains("no post of `emergency` at SEA-KBFI-1, SEA-KPAE-1, SEA-KSEA-1 and 1 more")
            })
    }

    @Test("a rule type that nobody knows, and numbers that a hazard's rule cannot work with, are named with their line")
    func rules() throws {
        let hazards: [any Hazard.Type] = [LandslideHazard.self, WildfireHazard.self]
        let copy = try PackageCopy()
        #expect(CityPackage.check(directory: copy.directory.path, hazards: hazards) == [])
        try copy.replace("type: landslide.rain-p3-p15", with: "type: landslide.rain-p3-p99", in: "rules.yaml")
        try copy.replace(
            "recentHours: 72, antecedentHours: 360}\n    limits: {II: 0}\n    synthetic: false\n  - id: rain-ksea",
            with: "recentHours: -1, antecedentHours: 360}\n    limits: {II: 0}\n    synthetic: false\n  - id: rain-ksea", in: "rules.yaml")
        let found = CityPackage.check(directory: copy.directory.path, hazards: hazards)
        let lines = [try copy.line(of: "id: rain-kbfi", in: "rules.yaml"), try copy.line(of: "id: rain-kpae", in: "rules.yaml")]
        #expect(found.map(\.line) == lines, "found: \(found)")
        #expect(found.allSatisfy { $0.file == "rules.yaml" })
        #expect(found.first?.message.contains("landslide.rain-p3-p99") == true)
    }

    @Test("every city of the repository is clean, its rules and scenarios included")
    func allCities() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Cities.root.path).filter { !$0.hasPrefix(".") }
        #expect(names.count >= 2)
        for name in names {
            #expect(CityPackage.check(directory: Cities.directory(name), hazards: [LandslideHazard.self, WildfireHazard.self]) == [], "in \(name)")
        }
    }
}
