import Accounts
import ArgumentParser
import DronesMQTT

/// How the broker of the drones is reached.
struct BrokerOptions: ParsableArguments {
    @Option(help: "The broker of the drones: mqtt://HOST:PORT or mqtts://HOST:PORT.") var droneBroker: String?
    @Option(help: "The name for the broker.") var droneBrokerUser: String?
    @Option(help: "A file with the password for the broker (chmod 600).") var droneBrokerPasswordFile: String?

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

    func credentials() throws -> BrokerCredentials? {
        guard let user = droneBrokerUser, let file = droneBrokerPasswordFile else { return nil }
        do {
            return BrokerCredentials(user: user, password: try PasswordFile.read(file))
        } catch {
            throw Terminal.fail("The broker's password: \(error).")
        }
    }
}
