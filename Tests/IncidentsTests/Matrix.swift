/// Compares what every (state, command) pair does with a table of text: one line per command, one cell per state.
struct Matrix {
    let columns: [String]
    private(set) var rows: [(name: String, cells: [String])] = []

    init(columns: [String]) { self.columns = columns }

    mutating func add(_ name: String, _ cells: [String]) { rows.append((name, cells)) }

    /// `command: state=outcome; state=outcome …`, states with the same outcome together.
    var text: String {
        rows.map { row in
            var groups: [(outcome: String, states: [String])] = []
            for (state, cell) in zip(columns, row.cells) {
                if let index = groups.firstIndex(where: { $0.outcome == cell }) {
                    groups[index].states.append(state)
                } else {
                    groups.append((cell, [state]))
                }
            }
            return row.name + "\n" + groups.map { "    \($0.states.joined(separator: " ")): \($0.outcome)" }.joined(separator: "\n")
        }.joined(separator: "\n") + "\n"
    }
}
