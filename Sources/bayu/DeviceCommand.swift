import Accounts
import ArgumentParser
import City
import CityFiles
import Foundation

struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "Works on device keys.", discussion: "Example: bayu device add gnss-gateway --data data",
        subcommands: [Add.self, List.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a device and prints its key, once.",
            discussion: """
                Example: bayu device add gnss-gateway --datastreams dz-gnss-01,dz-gnss-02 --data data
                The device sends it as: Authorization: Bearer KEY
                """)

        @Argument(help: "The device's name.") var name: String
        @Option(help: "The datastreams that it may write, with commas between; all of them when left out.") var datastreams: String?
        @OptionGroup var place: DataOption
        @Option(help: "The city package, when the data directory has not been served yet.") var city: String?

        func run() async throws {
            try Installation.makeData(place.data)
            do {
                let ids = datastreams?.split(separator: ",").map { DatastreamID($0.trimmingCharacters(in: .whitespaces)) }
                let model = try ids.map { _ in try Installation.loadCity(try Installation.cityDirectory(city, data: place.data)).model }
                let store = try AccountStore.open(directory: place.data)
                Terminal.say(try await store.addDevice(name, datastreams: ids.map { Set($0) }, city: model))
            } catch let exit as ExitCode {
                throw exit
            } catch {
                throw Terminal.fail("\(name) was not added: \(error)")
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the devices and what each may write; never their keys.", discussion: "Example: bayu device list --data data")
        @OptionGroup var place: DataOption

        func run() async throws {
            for device in try AccountStore.open(directory: place.data).listDevices() {
                let streams = device.datastreams.map { $0.sorted().map(\.rawValue).joined(separator: ",") } ?? "all datastreams"
                Terminal.say("\(device.name)  \(streams)\(device.revokedAt == nil ? "" : "  revoked")")
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
                Terminal.say("The key of \(name) is no longer accepted; a running server knows within a second.")
            } catch {
                throw Terminal.fail("\(name) was not revoked: \(error)")
            }
        }
    }
}
