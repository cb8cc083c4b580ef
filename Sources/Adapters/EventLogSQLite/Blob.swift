import Foundation
import GRDB

/// Bytes on their way into a statement, without a detour through another type for each row.
struct Blob: DatabaseValueConvertible {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Blob? { Data.fromDatabaseValue(value).map { Blob(bytes: [UInt8]($0)) } }
}
