import City
import SensorThings
import Testing

@Suite("Bodies that create observations")
struct ObservationBodyTests {
    static let now = Instant(millisecondsSince1970: 1_780_000_000_000)

    func one(_ body: String, _ datastream: DatastreamID? = "gnss-17") throws(SensorThingsRefusal) -> DraftReading {
        try ObservationBody.parseObservation(Array(body.utf8), datastream: datastream, receivedAt: Self.now)
    }

    func many(_ body: String) throws(SensorThingsRefusal) -> [DraftReading] {
        try ObservationBody.parseDataArrays(Array(body.utf8), receivedAt: Self.now)
    }

    func refusal(_ body: () throws(SensorThingsRefusal) -> Void) -> SensorThingsRefusal? {
        do throws(SensorThingsRefusal) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    @Test("a single observation is read, with white space, escapes and fields that are passed over")
    func single() throws {
        let draft = try one(
            """
             {"phenomenonTime" : "2026-07-01T08:00:00.250+08:00", "resultTime": null, "parameters": {"a": [1, {"b": "\\u00e9\\n😀"}]},
             "\\u0072esult": -12.5e-1 , "Datastream": {"@iot.id": "gnss-17", "x": 1}}
            """, nil)
        #expect(draft.datastream == "gnss-17")
        #expect(draft.value == -1.25)
        #expect(draft.phenomenonTime.rfc3339 == "2026-07-01T00:00:00.250Z")
    }

    @Test("a missing time is the time of arrival, and an interval counts by its end")
    func times() throws {
        #expect(try one(#"{"result":1}"#).phenomenonTime == Self.now)
        #expect(try one(#"{"result":1,"phenomenonTime":null}"#).phenomenonTime == Self.now)
        let interval = #"{"result":1,"phenomenonTime":"2026-07-01T08:00:00Z/2026-07-01T09:00:00Z"}"#
        #expect(try one(interval).phenomenonTime.rfc3339 == "2026-07-01T09:00:00.000Z")
        let escaped = #"{"result":1,"phenomenonTime":"2026-07-01T08:00:00Z\/2026-07-01T09:00:00Z"}"#
        #expect(try one(escaped).phenomenonTime.rfc3339 == "2026-07-01T09:00:00.000Z")
    }

    @Test(
        "numbers are read exactly",
        arguments: [
            "0", "-0", "1", "0.1", "123456.789", "-9.81", "1e3", "1E-3", "3.141592653589793", "179769313486231570000", "0.000000000000001",
            "4.9e-324", "123456789012345", "1234567890123456789", "0.30000000000000004",
        ])
    func numbers(text: String) throws {
        #expect(try one("{\"result\":\(text)}").value == Double(text))
    }

    @Test(
        "a wrong single observation is refused with its field",
        arguments: [
            (#"{"result":null}"#, "result", SensorThingsRefusal.Code.wrongType), (#"{"result":"12"}"#, "result", .wrongType),
            (#"{"result":true}"#, "result", .wrongType), (#"{"result":{}}"#, "result", .wrongType), (#"{}"#, "result", .missingField),
            (#"{"result":1e999}"#, "result", .wrongValue), (#"{"result":01}"#, "result", .malformed), (#"{"result":1.}"#, "result", .malformed),
            (#"{"result":-}"#, "result", .malformed), (#"{"result":NaN}"#, "result", .wrongType),
            (#"{"result":1,"result":2}"#, "result", .malformed),
            (#"{"result":1,"phenomenonTime":"yesterday"}"#, "phenomenonTime", .wrongValue),
            (#"{"result":1,"phenomenonTime":1751356800}"#, "phenomenonTime", .wrongType),
            (#"{"result":1,"phenomenonTime":"2026-07-01T09:00:00Z/2026-07-01T08:00:00Z"}"#, "phenomenonTime", .wrongValue),
            (#"{"result":1,"phenomenonTime":"2026-07-01T09:00:00Z/"}"#, "phenomenonTime", .wrongValue),
            (#"{"result":1,"Datastream":{"@iot.id":"other"}}"#, "Datastream.@iot.id", .wrongValue),
            (#"{"result":1,"Datastream":{}}"#, "Datastream.@iot.id", .missingField),
            (#"{"result":1,"Datastream":{"@iot.id":1.5}}"#, "Datastream.@iot.id", .wrongValue),
            (#"{"result":1,"Datastream":7}"#, "Datastream", .wrongType), (#"{"result":1} x"#, "", .malformed), (#"{"result":1,}"#, "", .malformed),
            (#"{"result":1"#, "", .malformed), ("", "", .malformed), ("[]", "", .malformed), ("{\"a\":\"\u{1}\"}", "a", .malformed),
            (#"{"a":"\x"}"#, "a", .malformed), (#"{"a":"\u12g4"}"#, "a", .malformed), (#"{"a":tru}"#, "a", .malformed),
        ])
    func refused(body: String, field: String, code: SensorThingsRefusal.Code) {
        let found = refusal { () throws(SensorThingsRefusal) in _ = try one(body) }
        #expect(found?.field == field)
        #expect(found?.code == code, "\(found?.message ?? "taken")")
    }

    @Test("an observation that names no series is refused, and an id may be a number")
    func naming() throws {
        #expect(refusal { () throws(SensorThingsRefusal) in _ = try one(#"{"result":1}"#, nil) }?.field == "Datastream")
        #expect(try one(#"{"result":1,"Datastream":{"@iot.id":17}}"#, nil).datastream == "17")
    }

    @Test("bytes that are not UTF-8 are refused, and depth is bounded on both sides")
    func formBounds() throws {
        let bytes = Array(#"{"a":""#.utf8) + [0xC3, 0x28] + Array(#"","result":1}"#.utf8)
        #expect(throws: SensorThingsRefusal.self) {
            try ObservationBody.parseObservation(bytes, datastream: "x", receivedAt: Self.now)
        }
        func nested(_ depth: Int) -> String {
            "{\"a\":" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + ",\"result\":1}"
        }
        #expect(try one(nested(32)).value == 1)
        #expect(refusal { () throws(SensorThingsRefusal) in _ = try one(nested(33)) }?.code == .tooMuch)
        let padding = ObservationBody.bytesMax - #"{"result":1}"#.utf8.count
        #expect(try one(#"{"result":1}"# + String(repeating: " ", count: padding)).value == 1)
        #expect(
            refusal { () throws(SensorThingsRefusal) in _ = try one(#"{"result":1}"# + String(repeating: " ", count: padding + 1)) }?.code == .tooMuch
        )
    }

    static let group = #"""
        [{"dataArray":[["2026-07-01T08:00:00Z",1,"x"],["2026-07-01T08:00:10Z",2.5,null]],"dataArray@iot.count":2,
          "components":["phenomenonTime","result","resultQuality"],"Datastream":{"@iot.id":17}},
         {"Datastream":{"@iot.id":"tilt"},"components":["result"],"dataArray":[[3]]}]
        """#

    @Test("data arrays are read in order, whatever the order of their members")
    func dataArrays() throws {
        let drafts = try many(Self.group)
        #expect(drafts.map(\.datastream) == ["17", "17", "tilt"])
        #expect(drafts.map(\.value) == [1, 2.5, 3])
        #expect(drafts[1].phenomenonTime.rfc3339 == "2026-07-01T08:00:10.000Z")
        #expect(drafts[2].phenomenonTime == Self.now)
        #expect(try many("[]").isEmpty)
    }

    static let head = #"[{"Datastream":{"@iot.id":"a"},"components":["phenomenonTime","result"],"dataArray":"#

    @Test(
        "a wrong data array is refused with the place in it",
        arguments: [
            (head + #"[["2026-07-01T08:00:00Z",1],["2026-07-01T08:00:00Z",null]]}]"#, "[0].dataArray[1][1]"),
            (head + #"[["2026-07-01T08:00:00Z",1],["now",2]]}]"#, "[0].dataArray[1][0]"),
            (head + #"[["2026-07-01T08:00:00Z"]]}]"#, "[0].dataArray[0]"), (head + #"[["2026-07-01T08:00:00Z",1,2]]}]"#, "[0].dataArray[0]"),
            (head + #"[[]]}]"#, "[0].dataArray[0]"), (head + #"[7]}]"#, "[0].dataArray[0]"), (head + #"{}}]"#, "[0].dataArray"),
            (head + #"[],"dataArray@iot.count":1}]"#, "[0].dataArray@iot.count"), (#"[{"components":["result"],"dataArray":[]}]"#, "[0].Datastream"),
            (#"[{"Datastream":{"@iot.id":1},"dataArray":[]}]"#, "[0].components"),
            (#"[{"Datastream":{"@iot.id":1},"components":["result"]}]"#, "[0].dataArray"),
            (#"[{"Datastream":{"@iot.id":1},"components":["phenomenonTime"],"dataArray":[]}]"#, "[0].components"),
            (#"[{"Datastream":{"@iot.id":1},"components":["result","result"],"dataArray":[]}]"#, "[0].components[1]"), ("[3]", "[0]"), ("{}", ""),
        ])
    func dataArrayRefused(body: String, field: String) {
        #expect(refusal { () throws(SensorThingsRefusal) in _ = try many(body) }?.field == field)
    }

    @Test("as many observations as the bound are taken, and one more is refused")
    func countBound() throws {
        func body(_ count: Int) -> String {
            #"[{"Datastream":{"@iot.id":1},"components":["result"],"dataArray":["# + Array(repeating: "[1]", count: count).joined(separator: ",")
                + "]}]"
        }
        #expect(try many(body(ObservationBody.readingsMax)).count == ObservationBody.readingsMax)
        #expect(refusal { () throws(SensorThingsRefusal) in _ = try many(body(ObservationBody.readingsMax + 1)) }?.code == .tooMuch)
    }
}
