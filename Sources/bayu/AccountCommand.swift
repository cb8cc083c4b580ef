import Access
import Accounts
import ArgumentParser
import City
import CityFiles
import Foundation

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Works on accounts.", discussion: "Example: bayu account list --data data",
        subcommands: [Add.self, List.self, Password.self, Disable.self, Enable.self])

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

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sets a new password and ends the account's sessions.",
            discussion: "Example: bayu account password chief --password-file secret.txt --data data")
        @Argument(help: "The account's name.") var name: String
        @Option(help: "A file with the password in its first line, readable by you alone.") var passwordFile: String
        @OptionGroup var place: DataOption

        func run() async throws {
            try await AccountCommand.change(name, in: place.data, done: "has a new password; its sessions have ended") {
                try await $0.setPassword(try PasswordFile.read(passwordFile), of: name)
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets an account in no more and ends its sessions; the log keeps its name.",
            discussion: "Example: bayu account disable chief --data data")
        @Argument(help: "The account's name.") var name: String
        @OptionGroup var place: DataOption

        func run() async throws {
            try await AccountCommand.change(name, in: place.data, done: "cannot sign in any more") { try await $0.setDisabled(true, of: name) }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a disabled account in again.", discussion: "Example: bayu account enable chief --data data")
        @Argument(help: "The account's name.") var name: String
        @OptionGroup var place: DataOption

        func run() async throws {
            try await AccountCommand.change(name, in: place.data, done: "can sign in again") { try await $0.setDisabled(false, of: name) }
        }
    }

    private static func change(_ name: String, in data: String, done: String, _ change: (AccountStore) async throws -> Void) async throws {
        do {
            try await change(try AccountStore.open(directory: data))
        } catch {
            throw Terminal.fail("\(name) was not changed: \(error)")
        }
        Terminal.say("\(name) \(done). A running server knows within a second.")
    }
}
