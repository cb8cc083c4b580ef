import Foundation
import Operations
import Testing

@Suite("Values become JSON in one buffer")
struct JSONBytesTests {
    private struct Line: Codable, Equatable {
        let name: String
        let weight: Double?
        let marks: [Int]
        let inner: [String: [Bool]]
        let kind: Kind
        let nothing: Nothing
    }
    private struct Nothing: Codable, Equatable {}
    private enum Kind: Codable, Equatable {
        case plain
        case weighed(by: Double, of: String)
    }

    private func line(_ name: String, weight: Double? = 29.4) -> Line {
        Line(
            name: name, weight: weight, marks: [1, -2, .max], inner: ["a": [true, false], "b": []], kind: .weighed(by: 0.1, of: "岩体"),
            nothing: Nothing())
    }

    private static let names = [
        "plain", "", "引号\"与\\斜杠/", "line\nbreak\ttab\r", "\u{0}\u{1F}\u{7F}", "👷🏽‍♀️ 山体滑坡", "a\u{2028}b",
    ]

    @Test("what Foundation reads back is what was written", arguments: names)
    func readsBack(name: String) throws {
        let bytes = try JSONBytes.encode([line(name), line(name, weight: nil)])
        #expect(try JSONDecoder().decode([Line].self, from: Data(bytes)) == [line(name), line(name, weight: nil)])
    }

    @Test("keys come in the order of the declaration, whole numbers without a point, absent values not at all")
    func shape() throws {
        struct Point: Encodable {
            let north: Double
            let east: Double
            let note: String?
        }
        #expect(
            String(decoding: try JSONBytes.encode(Point(north: 29, east: 106.5, note: nil)), as: UTF8.self) == #"{"north":29,"east":106.5}"#)
        #expect(String(decoding: try JSONBytes.encode([Int]()), as: UTF8.self) == "[]")
        #expect(String(decoding: try JSONBytes.encode("only"), as: UTF8.self) == #""only""#)
    }

    @Test("fields that two values write into one object stand side by side")
    func flat() throws {
        struct Inner: Encodable { let right = [2] }
        struct Outer: Encodable {
            enum Key: CodingKey { case left, last }
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode([1], forKey: .left)
                try Inner().encode(to: encoder)
                try container.encodeNil(forKey: .last)
            }
        }
        #expect(String(decoding: try JSONBytes.encode(Outer()), as: UTF8.self) == #"{"left":[1],"right":[2],"last":null}"#)
    }

    @Test("numbers read back exactly", arguments: [0.1, -0.0, 1e21, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 106.300_000_000_000_01, 1e16])
    func numbers(number: Double) throws {
        let back = try JSONDecoder().decode([Double].self, from: Data(try JSONBytes.encode([number])))
        #expect(back == [number])
    }

    @Test("a number that JSON cannot hold is refused", arguments: [Double.nan, .infinity])
    func notANumber(number: Double) {
        #expect(throws: EncodingError.self) { try JSONBytes.encode([number]) }
    }
}
