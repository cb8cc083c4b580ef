import Accounts
import ArgumentParser
import DronesMQTT
import Foundation

/// How the broker of the drones is reached.
struct BrokerOptions: ParsableArguments {
    @Option(help: "The broker of the drones: mqtt://HOST:PORT or mqtts://HOST:PORT.") var droneBroker: String?
    @Option(help: "The name for the broker.") var droneBrokerUser: String?
    @Option(help: "A file with the password for the broker (chmod 600).") var droneBrokerPasswordFile: String?

    @Option(help: "A PEM file of the authority that signed the broker's certificate; without it those of the system.") var droneBrokerCa: String?

    func validate() throws {
        guard (droneBrokerUser == nil) == (droneBrokerPasswordFile == nil) else {
            throw ValidationError("--drone-broker-user and --drone-broker-password-file go together.")
        }
    }

    func address() throws -> BrokerAddress {
        do {
            return try BrokerAddress(droneBroker ?? "")
        } catch {
            // The address itself is not repeated: it may hold a password.
            throw Terminal.fail("The address of --drone-broker \(error).")
        }
    }

    func trust() throws -> BrokerTrust {
        if let file = droneBrokerCa {
            guard try address().tls else { throw Terminal.fail("--drone-broker-ca is for a broker with TLS: write mqtts:// in --drone-broker.") }
            guard FileManager.default.isReadableFile(atPath: file) else {
                throw Terminal.fail("The authority of the broker, \(file), cannot be read. Name a PEM file with --drone-broker-ca.")
            }
        }
        return BrokerTrust(credentials: try credentials(), authorities: droneBrokerCa)
    }

    private func credentials() throws -> BrokerCredentials? {
        guard let user = droneBrokerUser, let file = droneBrokerPasswordFile else { return nil }
        do {
            return BrokerCredentials(user: user, password: try PasswordFile.read(file))
        } catch {
            throw Terminal.fail("The broker's password: \(error).")
        }
    }
}
