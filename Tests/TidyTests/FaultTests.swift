import Testing

@Suite("Nothing is dropped on the floor")
struct FaultTests {
    private func file(_ text: String, path: String = "Sources/Adapters/API/A.swift") -> SwiftFile { SwiftFile(path: path, text: text) }

    @Test("a hidden fault is found, with try? and with an empty catch")
    func hiddenFaults() {
        #expect(FaultRules.swallowed(in: file("let a = try? b()")).count == 1)
        #expect(FaultRules.swallowed(in: file("do { try a() } catch { /* nothing */ }")).count == 1)
        #expect(FaultRules.swallowed(in: file("do { try a() } catch let error as Fault {\n}")).count == 1)
    }

    @Test("a fault may be hidden where a comment says why")
    func saidWhy() {
        #expect(FaultRules.swallowed(in: file("// swallowed because the sleep only ends early\ntry? await a()")) == [])
        #expect(FaultRules.swallowed(in: file("let a = try b()\ndo { try a() } catch { log(error) }")) == [])
    }

    @Test(
        "a fault that is dealt with beside the try? is not hidden",
        arguments: [
            "guard let a = try? b() else { throw Fault.damaged }", "guard let a = try? b() else { return \"damaged\" }",
            "if let a = try? b() { c(a) } else { d() }", "let works = (try? b()) != nil",
        ])
    func dealtWith(_ text: String) {
        #expect(FaultRules.swallowed(in: file(text)) == [])
    }

    @Test(
        "a fault that only ends something is hidden",
        arguments: [
            "guard let a = try? b() else { return }", "guard let a = try? b() else { return nil }", "if let a = try? b() { c(a) }",
            "guard c else { throw d }\nlet a = try? b()", "let a = (try? b()) ?? []",
        ])
    func onlyEnds(_ text: String) {
        #expect(FaultRules.swallowed(in: file(text)).count == 1)
    }

    @Test("a stop without a reason is found")
    func silentStops() {
        #expect(FaultRules.silentStop(in: file("fatalError()")).count == 1)
        #expect(FaultRules.silentStop(in: file("preconditionFailure()")).count == 1)
        #expect(FaultRules.silentStop(in: file("fatalError(\"the log has no head\")")) == [])
    }

    @Test("printing is found outside the program")
    func printing() {
        #expect(FaultRules.printing(in: file("print(\"hello\")")).count == 1)
        #expect(FaultRules.printing(in: file("print(\"hello\")", path: "Sources/bayu/Serve.swift")) == [])
        #expect(FaultRules.printing(in: file("router.print(\"hello\")")) == [])
    }

    @Test("the tree hides no fault, stops with a reason and prints only in the program")
    func tree() throws {
        let files = try SwiftTree.files(in: "Sources", "Plugins")
        let found = files.flatMap { FaultRules.swallowed(in: $0) + FaultRules.silentStop(in: $0) + FaultRules.printing(in: $0) }
        expectNone(found)
    }
}
