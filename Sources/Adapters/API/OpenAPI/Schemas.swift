/// The schemas of the document, by the name that routes use.
enum Schemas {
    static let all: [JSONValue.Member] = session + city + matters + commands + people + alarms + zones + cameras + rainRounds + drones + detections

    static let text: JSONValue = ["type": "string"]
    static let number: JSONValue = ["type": "number"]
    static let whole: JSONValue = ["type": "integer"]
    static let flag: JSONValue = ["type": "boolean"]
    static let time: JSONValue = ["type": "string", "format": "date-time"]

    static func reference(_ name: String) -> JSONValue { ["$ref": .text("#/components/schemas/" + name)] }
    static func list(of item: JSONValue) -> JSONValue { ["type": "array", "items": item] }
    static func choice(_ words: [String]) -> JSONValue { ["type": "string", "enum": .list(words.map { .text($0) })] }
    static func orNull(_ value: JSONValue) -> JSONValue { ["anyOf": [value, ["type": "null"]]] }

    /// An object of the named members; those whose name ends in `?` may be missing.
    static func object(_ name: String, _ members: KeyValuePairs<String, JSONValue>) -> JSONValue.Member {
        let required = members.map(\.key).filter { !$0.hasSuffix("?") }
        let properties = members.map { JSONValue.Member(name: $0.key.hasSuffix("?") ? String($0.key.dropLast()) : $0.key, value: $0.value) }
        return .init(name: name, value: ["type": "object", "properties": .object(properties), "required": .list(required.map { .text($0) })])
    }

    /// A list of rows as every list comes.
    static func items(_ name: String, _ row: String) -> JSONValue.Member { object(name, ["items": list(of: reference(row))]) }

    private static let session: [JSONValue.Member] = [
        object(
            "Problem",
            ["type": text, "title": text, "status": whole, "detail": text, "code": text, "field?": text]),
        object("LocalizedText", ["zh": text, "en": text]),
        object("SignIn", ["name": text, "password": text]),
        object(
            "Me",
            [
                "name": text, "role": text, "center": text, "centerName?": reference("LocalizedText"), "department?": text, "team?": text,
                "csrf?": text, "permissions": list(of: text), "demo": flag,
            ]),
    ]
}
