/// Gathers the faults of one check, so that an operator sees all of them at once. Used by one check on one thread.
final class FaultLog {
    private(set) var faults: [CityFault] = []
    private var dropped = 0

    func report(_ place: Place, _ message: String) {
        guard faults.count < Self.faultCountMax else {
            dropped += 1
            return
        }
        faults.append(CityFault(file: place.file, line: place.line, message: message))
    }

    /// All faults by file and line, each once; the last one says how many more there are.
    func sorted() -> [CityFault] {
        var all = Array(Set(faults)).sorted()
        if dropped > 0, let last = all.last {
            all.append(CityFault(file: last.file, line: last.line, message: "and \(dropped) more faults; mend these first and check again"))
        }
        return all
    }

    /// A broken column repeats its fault on every row; past this many nobody reads on.
    static let faultCountMax = 2_000
}
