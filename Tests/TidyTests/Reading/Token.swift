/// One word, sign or string literal of a Swift file, with the line on which it begins.
struct Token: Equatable {
    enum Kind { case word, sign, string }

    var kind: Kind
    var text: String
    var line: Int

    func isWord(_ wanted: String) -> Bool { kind == .word && text == wanted }
    func isSign(_ wanted: String) -> Bool { kind == .sign && text == wanted }
}
