import FireFiles
import Foundation
import Testing

enum Sample {
    static func bytes(_ name: String) throws -> Data {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil))
        return try Data(contentsOf: url)
    }

    static func table(_ name: String) throws -> ColumnTable { try ColumnTable(name, try bytes(name)) }

    /// A table's column by name, as numbers.
    static func column(_ name: String, of table: ColumnTable) throws -> [Double] {
        let place = try #require(table.place(name))
        return try table.rows.map { try table.number($0, place) }
    }
}
