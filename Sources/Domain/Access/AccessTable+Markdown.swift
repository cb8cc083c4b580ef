extension AccessTable {
    /// The table as the text of `docs/access-table.md`; a test compares the two.
    public static var markdown: String {
        var lines = [
            "# Who may do what",
            "",
            "Printed from `Sources/Domain/Access/AccessTable.swift`; do not edit by hand. What is not in the table is denied.",
            "",
            "\"Own\" means the caller's own center or any center below it. A mark (+) holds for closed matters too.",
            "",
        ]
        lines += Cell.Reach.allCases.map { "- **\(words(for: $0))**: \(meaning(of: $0))" }
        lines += ["", "| action | " + Role.allCases.map(\.rawValue).joined(separator: " | ") + " |"]
        lines.append("|---" + Role.allCases.map { _ in "|---" }.joined() + "|")
        lines += Permission.allCases.map { permission in
            "| \(permission.rawValue) | " + Role.allCases.map { words(for: cell(permission, $0)) }.joined(separator: " | ") + " |"
        }
        lines += ["", "## Why somebody may look at personal data", "", "| role | open matter | closed matter |", "|---|---|---|"]
        lines += Role.allCases.map { role in
            let allowed = LookPurpose.allCases.filter { purposes(role).contains($0) }
            return "| \(role.rawValue) | \(list(allowed)) | \(list(allowed.filter { $0.alsoClosed && cell(.lookAtPerson, role).alsoClosed })) |"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func list(_ purposes: [LookPurpose]) -> String {
        purposes.isEmpty ? "–" : purposes.map(\.rawValue).joined(separator: ", ")
    }

    private static func words(for cell: Cell) -> String {
        words(for: cell.reach) + (cell.alsoClosed ? " (+)" : "")
    }

    private static func words(for reach: Cell.Reach) -> String {
        switch reach {
        case .never: "–"
        case .ownCenter: "own center"
        case .ownerOnly: "owner"
        case .involved: "involved"
        case .ownDesk: "own desk"
        case .ownDeskOrOwner: "own desk or owner"
        case .ownDepartment: "own department"
        case .ownTeam: "own team"
        case .anywhere: "anywhere"
        }
    }

    private static func meaning(of reach: Cell.Reach) -> String {
        switch reach {
        case .never: "denied."
        case .ownCenter: "the place or the owner lies in the caller's jurisdiction."
        case .ownerOnly: "the center that owns the incident is the caller's or below it."
        case .involved: "the caller's jurisdiction holds the place, the owner, or anybody with a task or notice in the matter."
        case .ownDesk: "it is addressed to the duty desk of the caller's center."
        case .ownDeskOrOwner: "the same, or the center that owns the incident is the caller's or below it."
        case .ownDepartment: "it is addressed to the caller's department at the caller's center."
        case .ownTeam: "it is addressed to the caller's team."
        case .anywhere: "no matter where."
        }
    }
}
