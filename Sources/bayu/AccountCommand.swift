import Access
import Accounts
import ArgumentParser
import City
import CityFiles
import Foundation

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Works on accounts.", discussion: "Example: bayu account list --data data",
        subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an account.",
            discussion: "Example: bayu account add chief --role district-commander --center 500109 --password-file secret.txt --data data")

        @Argument(help: "The account's name.") var name: String
        @Option(help: "municipal-commander, district-commander, duty-officer, department-liaison, field-team, auditor, administrator.")
        var role: String
        @Option(help: "The code of the center.") var center: String
        @Option(help: "The department, for a department-liaison.") var department: String?
        @Option(help: "The team, for a field-team.") var team: String?
        @Option(help: "A file with the password in its first line, readable by you alone.") var passwordFile: String
        @OptionGroup var place: DataOption
        @Option(help: "The city package, when the data directory has not been served yet.") var city: String?

        func run() async throws {
            let package = try Installation.loadCity(try Installation.cityDirectory(city, data: place.data))
            try Installation.makeData(place.data)
            do {
                let store = try AccountStore.open(directory: place.data)
                let draft = AccountDraft(
                    name: name, role: RoleName(role), center: CenterCode(center), department: department.map { DepartmentID($0) },
                    team: team.map { TeamID($0) })
                let account = try await store.add(draft, password: try PasswordFile.read(passwordFile), city: package.model)
                Terminal.say("Added \(account.name) (\(account.role.rawValue) at \(account.center)).")
            } catch {
                throw Terminal.fail("\(name) was not added: \(error)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the accounts.", discussion: "Example: bayu account list --data data")
        @OptionGroup var place: DataOption

        func run() async throws {
            let store = try AccountStore.open(directory: place.data)
            for account in store.list() {
                Terminal.say(
                    "\(account.name)  \(account.role.rawValue)  \(account.center)\(account.disabled ? "  disabled" : "")\(account.demo ? "  demo" : "")"
                )
            }
        }
    }
}

struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "Works on device keys.", discussion: "Example: bayu device add gnss-gateway --data data",
        subcommands: [Add.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a device and prints its key, once.",
            discussion: "Example: bayu device add gnss-gateway --data data\nThe device sends it as: Authorization: Bearer KEY")

        @Argument(help: "The device's name.") var name: String
        @OptionGroup var place: DataOption

        func run() async throws {
            try Installation.makeData(place.data)
            do {
                Terminal.say(try await AccountStore.open(directory: place.data).addDevice(name))
            } catch {
                throw Terminal.fail("\(name) was not added: \(error)")
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a device's key back.", discussion: "Example: bayu device revoke gnss-gateway --data data")
        @Argument(help: "The device's name.") var name: String
        @OptionGroup var place: DataOption

        func run() async throws {
            do {
                try await AccountStore.open(directory: place.data).revokeDevice(name)
                Terminal.say("The key of \(name) is no longer accepted.")
            } catch {
                throw Terminal.fail("\(name) was not revoked: \(error)")
            }
        }
    }
}
