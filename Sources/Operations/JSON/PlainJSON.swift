import City
import HazardKit

/// A value that writes its fields into the buffer itself.
///
/// For the events of an opening only: through `Encodable` each field takes a dozen calls over existentials and generic boxes, and that was
/// an eighth of the CPU of an opening (docs/figures.md). Whatever conforms must write the same bytes as its `Encodable` self;
/// `PlainJSONTests` compares the two.
protocol PlainJSON: Encodable {
    func write(to json: JSONWriter)
}

extension JSONWriter {
    /// Writes one object; `fields` puts its fields in the order of their declaration.
    func object(_ fields: () -> Void) {
        bytes.append(UInt8(ascii: "{"))
        fields()
        bytes.append(UInt8(ascii: "}"))
    }

    /// A key with its comma, where one is needed: no value ends with an opening brace.
    private func key(_ key: StaticString) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    func put(_ name: StaticString, _ text: String) {
        key(name)
        append(text)
    }

    func put(_ name: StaticString, _ flag: Bool) {
        key(name)
        append(flag)
    }

    func put(_ name: StaticString, _ number: Int) {
        key(name)
        append(number)
    }

    /// The number must be finite: JSON holds no other, and none of the values here lets one in.
    func put(_ name: StaticString, _ number: Double) {
        key(name)
        append(finite: number)
    }

    func put(_ name: StaticString, _ moment: Instant) {
        key(name)
        bytes.append(UInt8(ascii: "\""))
        moment.appendRFC3339(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    func put(_ name: StaticString, _ span: Seconds) {
        key(name)
        if span.milliseconds % 1000 == 0 { append(span.milliseconds / 1000) } else { append(finite: span.value) }
    }

    func put(_ name: StaticString, _ id: some Identifier) { put(name, id.rawValue) }
    func put(_ name: StaticString, _ grade: Grade) { put(name, grade.rawValue) }

    func put(_ name: StaticString, _ value: some PlainJSON) {
        key(name)
        value.write(to: self)
    }

    func put(_ name: StaticString, _ values: [some PlainJSON]) {
        key(name)
        list(values) { $0.write(to: self) }
    }

    func put(_ name: StaticString, _ ids: [some Identifier]) {
        key(name)
        list(ids) { append($0.rawValue) }
    }

    // What is absent is left out, as the synthesized coding leaves it out.
    func put(_ name: StaticString, _ text: String?) { if let text { put(name, text) } }
    func put(_ name: StaticString, _ flag: Bool?) { if let flag { put(name, flag) } }
    func put(_ name: StaticString, _ number: Int?) { if let number { put(name, number) } }
    func put(_ name: StaticString, _ moment: Instant?) { if let moment { put(name, moment) } }
    func put(_ name: StaticString, _ id: (some Identifier)?) { if let id { put(name, id.rawValue) } }

    private func list<Element>(_ values: [Element], _ write: (Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
