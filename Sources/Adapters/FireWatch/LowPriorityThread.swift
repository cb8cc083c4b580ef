import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// One thread that runs only when nobody else wants a core: looking at pictures must never slow the desk down.
final class LowPriorityThread: SerialExecutor {
    private let queue = Queue()

    init(name: String) {
        let queue = queue
        let thread = Thread { queue.run() }
        thread.name = name
        thread.stackSize = Self.stackBytes
        thread.start()
    }

    deinit { queue.stop() }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.add { job.runSynchronously(on: executor) }
    }

    /// What a cooperative thread has.
    private static let stackBytes = 1 << 20
    /// The lowest there is.
    private static let niceness: Int32 = 19

    /// The thread's own share, so that a thread that waits does not keep the executor alive.
    private final class Queue: Sendable {
        private struct State {
            var work: [@Sendable () -> Void] = []
            var isStopped = false
        }
        private let state = Mutex(State())
        private let waiting = DispatchSemaphore(value: 0)

        func add(_ work: @escaping @Sendable () -> Void) {
            state.withLock { $0.work.append(work) }
            waiting.signal()
        }

        func stop() {
            state.withLock { $0.isStopped = true }
            waiting.signal()
        }

        func run() {
            #if canImport(Glibc)
                // On Linux this is the thread's alone. One that cannot be made slower still works.
                _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, LowPriorityThread.niceness)
            #endif
            while true {
                waiting.wait()
                let next = state.withLock { state in state.work.isEmpty ? nil : state.work.removeFirst() }
                if let next { next() } else if state.withLock(\.isStopped) { return }
            }
        }
    }

    /// The CPU time that the calling thread has spent, in seconds.
    static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
