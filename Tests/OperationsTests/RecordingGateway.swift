import Gateways
import Synchronization

/// Takes letters, or fails as it is told to.
final class RecordingGateway: NoticeGateway {
    let letters = Mutex<[String]>([])
    let fault = Mutex<GatewayFault?>(nil)
    /// The end of the keys that the fault meets; empty for all.
    let faultyKeys = Mutex<String>("")

    func deliver(_ letter: Letter) async throws {
        letters.withLock { $0.append(letter.key) }
        guard letter.key.hasSuffix(faultyKeys.withLock { $0 }) else { return }
        if let fault = fault.withLock({ $0 }) { throw fault }
    }
}
