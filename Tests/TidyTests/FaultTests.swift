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

    @Test("a fault that is turned into another one is not hidden, one that is turned into a way out is")
    func turnedIntoAnother() {
        #expect(FaultRules.swallowed(in: file("guard let a = try? b() else { throw Fault.damaged }")) == [])
        #expect(FaultRules.swallowed(in: file("guard let a = try? b() else { return }")).count == 1)
        #expect(FaultRules.swallowed(in: file("guard c else { throw d }\nlet a = try? b()")).count == 1)
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
