import City
import HazardKit
import Readings

/// The series that the file knows, by name and by number, each with its newest reading.
struct SeriesBook {
    private struct Newest {
        var time: Int64
        var value: Double
        var quality: UInt8
    }

    private var numbers: [DatastreamID: Int] = [:]
    /// By number; numbers begin with 1.
    private var names: [DatastreamID] = []
    private var newest: [Newest?] = []

    var count: Int { names.count }

    func number(of name: DatastreamID) -> Int? { numbers[name] }
    func name(of number: Int) -> DatastreamID { names[number - 1] }

    /// The moment of the newest reading of a series; nil where it has none.
    func newestTime(of number: Int) -> Int64? { newest[number - 1]?.time }

    mutating func add(_ name: DatastreamID) {
        names.append(name)
        newest.append(nil)
        numbers[name] = names.count
    }

    /// Remembers a reading where it is the newest of its series.
    mutating func note(series number: Int, time: Int64, value: Double, quality: UInt8) {
        if let known = newest[number - 1], known.time >= time { return }
        newest[number - 1] = Newest(time: time, value: value, quality: quality)
    }

    func latest() throws -> [DatastreamID: Reading] {
        var latest: [DatastreamID: Reading] = [:]
        latest.reserveCapacity(names.count)
        for (name, newest) in zip(names, newest) {
            guard let newest else { continue }
            latest[name] = try KeptReading(id: 0, time: newest.time, value: newest.value, quality: newest.quality).reading(of: name)
        }
        return latest
    }
}
