#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The daily breathing of a sensor in sun and shade: a day's wave and a half day's, found beside the movement and taken out of it.
enum DiurnalCycle {
    /// The series without its daily cycle; unchanged where it is too short, too coarse, or has no cycle that stands out.
    static func removed(from series: DisplacementSeries) -> DisplacementSeries {
        guard series.spanHours >= spanHoursMin, series.medianIntervalHours <= intervalHoursMax,
            let residual = aroundDailyMean(series), residual.hours.count >= readingsMin
        else { return series }
        var sums = NormalEquations(count: 4)
        for (hour, value) in zip(residual.hours, residual.values) { sums.add(waves(hour), value, weight: 1) }
        guard let found = sums.solved() else { return series }
        let left = sums.residualSquares(found)
        let gain = (sums.squares - left) / 4
        let noise = left / Double(residual.hours.count - 4)
        guard gain > gainMin * noise else { return series }
        let values: [Double] = series.hours.indices.map { index in
            let wave: Double = zip(waves(series.hours[index]), found).reduce(0) { $0 + $1.0 * $1.1 }
            return series.millimetres[index] - wave
        }
        return DisplacementSeries(hours: series.hours, millimetres: values)
    }

    private static func waves(_ hour: Double) -> [Double] {
        let turn = 2 * Double.pi * hour / 24
        return [cos(turn), sin(turn), cos(2 * turn), sin(2 * turn)]
    }

    /// What is left of each reading with a whole day around it, after the line through that day.
    private static func aroundDailyMean(_ series: DisplacementSeries) -> (hours: [Double], values: [Double])? {
        var hours: [Double] = []
        var values: [Double] = []
        var first = 0
        var last = 0
        var sum = 0.0
        for index in series.hours.indices {
            let hour = series.hours[index]
            while last < series.count, series.hours[last] < hour + 12 {
                sum += series.millimetres[last]
                last += 1
            }
            while series.hours[first] < hour - 12 {
                sum -= series.millimetres[first]
                first += 1
            }
            guard hour - 12 >= series.hours[0], hour + 12 <= series.now, Double(last - first) * series.medianIntervalHours > 18 else { continue }
            hours.append(hour)
            values.append(series.millimetres[index] - sum / Double(last - first))
        }
        return hours.isEmpty ? nil : (hours, values)
    }

    /// Three days: two show no more than that yesterday was warm.
    static let spanHoursMin = 72.0
    /// A wave of a day needs a few readings a day.
    static let intervalHoursMax = 4.0
    static let readingsMin = 24
    /// F of 4 and many degrees of freedom is beyond this once in 10⁵ times by chance; autocorrelation makes that once in hundreds.
    static let gainMin = 8.0
}

/// Weighted least squares by normal equations, for a handful of unknowns.
struct NormalEquations: Sendable {
    private let count: Int
    private var matrix: [Double]
    private var right: [Double]
    private(set) var squares = 0.0
    private(set) var weight = 0.0

    init(count: Int) {
        self.count = count
        matrix = Array(repeating: 0, count: count * count)
        right = Array(repeating: 0, count: count)
    }

    mutating func add(_ row: [Double], _ value: Double, weight: Double) {
        for i in 0..<count {
            for j in 0..<count { matrix[i * count + j] += weight * row[i] * row[j] }
            right[i] += weight * row[i] * value
        }
        squares += weight * value * value
        self.weight += weight
    }

    /// The unknowns, or nil where the rows do not determine them.
    func solved() -> [Double]? {
        guard let inverse = inverse() else { return nil }
        return (0..<count).map { row in
            var sum = 0.0
            for column in 0..<count { sum += inverse[row * count + column] * right[column] }
            return sum
        }
    }

    func residualSquares(_ found: [Double]) -> Double { max(squares - zip(found, right).reduce(0) { $0 + $1.0 * $1.1 }, 0) }

    /// The inverse of the matrix by Gauss and Jordan with row pivots, row by row.
    func inverse() -> [Double]? {
        var left = matrix
        var result = [Double](repeating: 0, count: count * count)
        for i in 0..<count { result[i * count + i] = 1 }
        for column in 0..<count {
            guard let pivot = (column..<count).max(by: { abs(left[$0 * count + column]) < abs(left[$1 * count + column]) }),
                abs(left[pivot * count + column]) > 1e-12 * (1e-12 + abs(matrix[column * count + column]))
            else { return nil }
            for k in 0..<count {
                left.swapAt(pivot * count + k, column * count + k)
                result.swapAt(pivot * count + k, column * count + k)
            }
            let scale = 1 / left[column * count + column]
            for k in 0..<count {
                left[column * count + k] *= scale
                result[column * count + k] *= scale
            }
            for row in 0..<count where row != column {
                let factor = left[row * count + column]
                for k in 0..<count {
                    left[row * count + k] -= factor * left[column * count + k]
                    result[row * count + k] -= factor * result[column * count + k]
                }
            }
        }
        return result
    }
}
