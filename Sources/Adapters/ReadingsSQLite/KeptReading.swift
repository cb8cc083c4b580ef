import City
import HazardKit
import Readings

/// A reading as the file knows it, without the name of its series.
struct KeptReading: Equatable {
    let id: Int64
    /// Milliseconds since 1970.
    let time: Int64
    let value: Double
    let quality: UInt8

    func reading(of datastream: DatastreamID) throws -> Reading {
        Reading(
            datastream: datastream, phenomenonTime: Instant(millisecondsSince1970: time), value: value,
            quality: try Self.quality(numbered: quality, of: datastream))
    }

    static func number(of quality: Reading.Quality) -> UInt8 {
        switch quality {
        case .good: 0
        case .implausible: 1
        case .late: 2
        }
    }

    private static func quality(numbered number: UInt8, of datastream: DatastreamID) throws -> Reading.Quality {
        switch number {
        case 0: return .good
        case 1: return .implausible
        case 2: return .late
        default: throw ReadingFault(.corrupt, "a reading of \(datastream) has the unknown quality \(number); restore a copy of the file")
        }
    }

    /// How many qualities there are.
    static let qualityCount: UInt8 = 3
}
