/// The encoder of one value: `depth` containers were open when it began.
///
/// The coding path stays empty: it is read only for messages, and what is encoded here is the project's own.
struct JSONValueEncoder: Encoder {
    let writer: JSONWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONObject(writer: writer, depth: writer.begin(object: true, at: depth)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { JSONArray(writer: writer, depth: writer.begin(object: false, at: depth)) }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONScalar(writer: writer) }
}

private struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    private func scalar(_ key: Key) -> JSONScalar {
        writer.next(key.stringValue, in: depth)
        return JSONScalar(writer: writer)
    }

    func encodeNil(forKey key: Key) { scalar(key).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: String, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: Double, forKey key: Key) throws { try scalar(key).encode(value) }
    func encode(_ value: Float, forKey key: Key) throws { try scalar(key).encode(value) }
    func encode(_ value: Int, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: Int8, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: Int16, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: Int32, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: Int64, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: UInt, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: UInt8, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: UInt16, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: UInt32, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: UInt64, forKey key: Key) { scalar(key).encode(value) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try scalar(key).encode(value) }

    func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
        writer.next(key.stringValue, in: depth)
        return JSONValueEncoder(writer: writer, depth: depth).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        writer.next(key.stringValue, in: depth)
        return JSONValueEncoder(writer: writer, depth: depth).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.next("super", in: depth)
        return JSONValueEncoder(writer: writer, depth: depth)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        writer.next(key.stringValue, in: depth)
        return JSONValueEncoder(writer: writer, depth: depth)
    }
}

private struct JSONArray: UnkeyedEncodingContainer {
    let writer: JSONWriter
    let depth: Int
    private(set) var count = 0

    init(writer: JSONWriter, depth: Int) {
        self.writer = writer
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func scalar() -> JSONScalar {
        writer.next(in: depth)
        count += 1
        return JSONScalar(writer: writer)
    }

    mutating func encodeNil() { scalar().encodeNil() }
    mutating func encode(_ value: some Encodable) throws { try scalar().encode(value) }

    mutating func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
        _ = scalar()
        return JSONValueEncoder(writer: writer, depth: depth).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        _ = scalar()
        return JSONValueEncoder(writer: writer, depth: depth).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        _ = scalar()
        return JSONValueEncoder(writer: writer, depth: depth)
    }
}

private struct JSONScalar: SingleValueEncodingContainer {
    let writer: JSONWriter

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { writer.appendNull() }
    func encode(_ value: Bool) { writer.append(value) }
    func encode(_ value: String) { writer.append(value) }
    func encode(_ value: Double) throws { try writer.append(value, at: codingPath) }
    func encode(_ value: Float) throws { try writer.append(value, at: codingPath) }
    func encode(_ value: Int) { writer.append(value) }
    func encode(_ value: Int8) { writer.append(value) }
    func encode(_ value: Int16) { writer.append(value) }
    func encode(_ value: Int32) { writer.append(value) }
    func encode(_ value: Int64) { writer.append(value) }
    func encode(_ value: UInt) { writer.append(value) }
    func encode(_ value: UInt8) { writer.append(value) }
    func encode(_ value: UInt16) { writer.append(value) }
    func encode(_ value: UInt32) { writer.append(value) }
    func encode(_ value: UInt64) { writer.append(value) }
    func encode(_ value: some Encodable) throws { try writer.write(value) }
}
