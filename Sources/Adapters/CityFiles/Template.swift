/// A text with places to fill, such as `{code}.duty`. Parsed once, filled thousands of times.
struct Template {
    private enum Piece {
        case text(String)
        case slot(String)
    }

    private let pieces: [Piece]
    /// The names between braces.
    let slots: [String]

    init(_ text: String) {
        var pieces: [Piece] = []
        var slots: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(.text(String(rest[..<open])))
            let name = String(rest[rest.index(after: open)..<close])
            pieces.append(.slot(name))
            slots.append(name)
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.text(String(rest)))
        self.pieces = pieces
        self.slots = slots
    }

    func filled(_ values: [String: String]) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .slot(let name): text += values[name] ?? ""
            }
        }
        return text
    }
}
