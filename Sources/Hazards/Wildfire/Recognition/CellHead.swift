/// One logistic regression in the order of `CellHead.names`.
struct CellHead: Sendable {
    private let bias: Float
    private let linear: [Float]
    private let root: [Float]

    /// What stands before a trait's name, in the order of `CellSurroundings`.
    static let groups = ["", "around.", "picture.", "spread."]

    static func names(_ groupCount: Int) -> [String] {
        groups.prefix(groupCount).flatMap { group in PictureCells.Trait.allCases.map { "\(group)\($0)" } }
    }

    init(_ head: RecogniserWeights.Head, groupCount: Int) {
        bias = head.bias
        linear = Self.names(groupCount).map { head.linear[$0, default: 0] }
        root = Self.names(groupCount).map { head.root[$0, default: 0] }
    }

    /// The probability of each cell; `values` holds as many numbers for each as there are names.
    func chances(_ values: [Float]) -> [Float] {
        let (linear, root, bias) = (linear, root, bias)
        let count = linear.count
        return values.withUnsafeBufferPointer { values in
            linear.withUnsafeBufferPointer { linear in
                root.withUnsafeBufferPointer { root in
                    (0..<PictureCells.count).map { cell in
                        var odds = bias
                        for trait in 0..<count {
                            let value = values[cell * count + trait]
                            odds += linear[trait] * value + root[trait] * max(value, 0).squareRoot()
                        }
                        return Odds.chance(odds)
                    }
                }
            }
        }
    }
}
