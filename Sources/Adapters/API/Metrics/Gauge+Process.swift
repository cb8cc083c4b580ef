import Foundation

extension Gauge {
    /// The C library names it by an enumeration that its own function does not take.
    private static let ownProcess: Int32 = 0

    /// What the process has used, under the names that dashboards expect.
    static let process: [Gauge] = [
        Gauge("process_cpu_seconds_total", "User and system CPU time.", kind: .counter) {
            var usage = rusage()
            guard getrusage(Gauge.ownProcess, &usage) == 0 else { return .nan }
            let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
            return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        },
        Gauge("process_resident_memory_bytes", "Resident memory.") {
            // The second number of statm is the resident pages; a system without /proc shows not-a-number, never a wrong zero.
            guard let bytes = FileManager.default.contents(atPath: "/proc/self/statm") else { return .nan }
            let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            return fields.count > 1 ? (Double(fields[1]) ?? .nan) * Double(sysconf(Int32(_SC_PAGESIZE))) : .nan
        },
    ]
}
