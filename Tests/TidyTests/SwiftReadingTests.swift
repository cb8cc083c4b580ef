import Testing

@Suite("Reading Swift the way the rules need it")
struct SwiftReadingTests {
    private func words(_ text: String) -> [String] { SwiftLexer(text).tokens.filter { $0.kind == .word }.map(\.text) }

    @Test("words inside strings and comments are not code")
    func stringsAndComments() {
        #expect(words("let a = \"await b\" // await c\n/* await /* d */ await */ let e = 1") == ["let", "a", "let", "e", "1"])
    }

    @Test("words inside an interpolation are code")
    func interpolation() {
        #expect(words("let a = \"x \\(b(\"y\") + c) z\"; d") == ["let", "a", "b", "c", "d"])
    }

    @Test("a raw string and a long string end where they end")
    func rawAndLongStrings() {
        #expect(words("a = #\"it's \" here\"# ; b = \"\"\"\n \"c\" \n\"\"\"\nd") == ["a", "b", "d"])
    }

    @Test("a token knows its line after a long string and a comment")
    func lines() {
        let tokens = SwiftLexer("let a = \"\"\"\n\n\"\"\"\n/*\n*/ b").tokens
        #expect(tokens.last == Token(kind: .word, text: "b", line: 5))
    }

    @Test("a regex literal that holds a quote does not open a string")
    func regex() {
        #expect(words("f(/a\"b/); c") == ["f", "c"])
    }

    @Test("a function spans from its declaration to its closing brace, whatever braces stand in its arguments")
    func functions() {
        let text = """
            struct A {
                init(a: () -> Void = {}) {
                    self.b()
                }
                func c(
                    d: Int
                ) -> String {
                    "}"
                }
            }
            """
        let file = SwiftFile(path: "A.swift", text: text)
        let expected = [FunctionSpan(name: "init", firstLine: 2, lastLine: 4), FunctionSpan(name: "c", firstLine: 5, lastLine: 9)]
        #expect(file.functions == expected)
    }

    @Test("a protocol's requirement has no body, so it does not swallow the next declaration")
    func requirements() {
        let file = SwiftFile(path: "A.swift", text: "protocol A {\n  func b() async throws\n  var c: Int { get }\n  init(d: Int)\n}\nfunc e() {\n}")
        #expect(file.functions == [FunctionSpan(name: "e", firstLine: 6, lastLine: 7)])
    }
}
