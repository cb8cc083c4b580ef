/// For each core the cores within a radius, itself first: one list after the other in one buffer.
struct Neighbourhoods {
    let starts: [Int32]
    let members: [Int32]
    let radius: Double

    /// `places` in metres; only those that `isUsed` says take part.
    init(_ places: [SIMD3<Double>], isUsed: [Bool], radius: Double) {
        self.radius = radius
        var cells: [SIMD3<Int32>: [Int32]] = [:]
        let keys = places.map { place -> SIMD3<Int32> in
            let cell = (place / radius).rounded(.down)
            return SIMD3(Int32(cell.x), Int32(cell.y), Int32(cell.z))
        }
        for index in places.indices where isUsed[index] { cells[keys[index], default: []].append(Int32(index)) }
        var (starts, members) = ([Int32(0)], [Int32]())
        for index in places.indices {
            if isUsed[index] {
                members.append(Int32(index))
                for step in 0..<27 {
                    let key = keys[index] &+ Self.step(step)
                    for other in cells[key] ?? [] where Int(other) != index {
                        let d = places[Int(other)] - places[index]
                        if d.dot(d) <= radius * radius { members.append(other) }
                    }
                }
            }
            starts.append(Int32(members.count))
        }
        (self.starts, self.members) = (starts, members)
    }

    /// The 27 steps to a cell and the cells around it.
    static func step(_ number: Int) -> SIMD3<Int32> {
        let (x, y, z) = (number % 3 - 1, number / 3 % 3 - 1, number / 9 - 1)
        return SIMD3(Int32(x), Int32(y), Int32(z))
    }

    subscript(_ index: Int) -> ArraySlice<Int32> { members[Int(starts[index])..<Int(starts[index + 1])] }

    /// How many cores a list holds in the middle, for those that hold any.
    var typicalCount: Int {
        let counts = (0..<(starts.count - 1)).map { Double(starts[$0 + 1] - starts[$0]) }.filter { $0 > 0 }
        return counts.isEmpty ? 0 : Int(Ranked.median(counts))
    }
}
