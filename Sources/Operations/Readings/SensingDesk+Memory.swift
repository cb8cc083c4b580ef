import Readings
import Sensing

extension SensingDesk {
    /// Keeps what the rules have learned, for the next start; does nothing when no reading came since the last time. Called every few minutes
    /// and at the end. Throws `ReadingFault`.
    ///
    /// While a claim waits for the log nothing is kept: after a crash a rule that remembers would not say it again.
    public func keepMemory() async throws {
        guard let memory, isMemoryOld, unsubmitted.isEmpty else { return }
        isMemoryOld = false
        do {
            try await memory.save(Self.encode(engine))
        } catch {
            isMemoryOld = true
            throw error
        }
    }

    /// Sets what the rules had learned before the stop; the readings since then are replayed.
    func recallMemory() async {
        do {
            if let bytes = try await memory?.load() { recalledCount = engine.recall(bytes) }
        } catch {
            // The readings say the same, so a start goes on without the memory; somebody should know why it takes so long.
            await desk.noteFault("\(error)")
        }
    }

    @concurrent
    private static func encode(_ engine: RuleEngine) async -> [UInt8] { engine.memories() }
}
