/// Reads the table of `bayu terrain change`, or plain lines of x, y and z.
public enum CloudTable {
    /// The columns that are used; a header names them in any order, and without a header the first three are x, y and z.
    private static let known = ["x", "y", "z", "distance", "lod95", "nx", "ny", "nz"]

    /// - Parameters: `bytes` of a file with commas or blanks between the values; distance and lod95 in metres, as the command writes them.
    /// - Returns: the points with one epoch, in millimetres; without a distance the epoch cannot tell anything.
    public static func read(_ bytes: [UInt8], epoch: String, at: String) throws(CloudFault) -> CloudPoints {
        var columns: [[Double]] = Array(repeating: [], count: known.count)
        var places: [Int?] = [0, 1, 2, nil, nil, nil, nil, nil]
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let words = line.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
            guard !words.isEmpty, words[0].first != UInt8(ascii: "#") else { continue }
            let texts = words.map { String(decoding: $0, as: UTF8.self) }
            if columns[0].isEmpty, Double(texts[0]) == nil {
                places = known.map { name in texts.firstIndex { $0.lowercased() == name } }
                guard places.prefix(3).allSatisfy({ $0 != nil }) else { throw CloudFault("Line \(number): the header names no x, y and z.") }
                continue
            }
            for (column, place) in places.enumerated() {
                guard let place else { continue }
                guard texts.indices.contains(place), let value = Double(texts[place]) else {
                    throw CloudFault("Line \(number): \(known[column]) is missing or no number. Write nan where nothing is known.")
                }
                columns[column].append(value)
            }
        }
        return points(columns, epoch: epoch, at: at)
    }

    private static func points(_ columns: [[Double]], epoch: String, at: String) -> CloudPoints {
        let unknown = [Float](repeating: .nan, count: columns[0].count)
        let millimetres = { (values: [Double]) in values.isEmpty ? unknown : values.map { Float($0 * 1_000) } }
        var normals: [Float] = []
        if columns[5].count == columns[0].count, columns[6].count == columns[0].count, columns[7].count == columns[0].count {
            normals = columns[0].indices.flatMap { index in (5...7).map { Float(columns[$0][index]) } }
        }
        let seen = CloudEpoch(id: epoch, at: at, change: millimetres(columns[3]), level: millimetres(columns[4]))
        return CloudPoints(x: columns[0], y: columns[1], z: columns[2], normals: normals, epochs: [seen])
    }

    /// Two cores closer than this are the same one: a table is written with so many digits.
    static let sameMetres = 0.001

    /// The epochs of another table on the same points, after those that are there.
    public static func join(_ first: CloudPoints, _ next: CloudPoints) throws(CloudFault) -> CloudPoints {
        guard first.count == next.count else {
            throw CloudFault("The epochs have \(first.count) and \(next.count) points. Compute every change on the same cores.")
        }
        for index in 0..<first.count {
            let far = max(abs(first.x[index] - next.x[index]), abs(first.y[index] - next.y[index]), abs(first.z[index] - next.z[index]))
            guard far <= sameMetres else {
                throw CloudFault("Point \(index + 1) lies elsewhere in the next epoch. Compute every change on the same cores.")
            }
        }
        var joined = first
        joined.epochs += next.epochs
        return joined
    }
}
