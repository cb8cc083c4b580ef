import City

extension JSONReader {
    mutating func observation(datastream: DatastreamID?, receivedAt: Instant) throws(SensorThingsRefusal) -> DraftReading {
        var result: Double?
        var time: Instant?
        var hasTime = false
        var named: DatastreamID?
        try open(123, "")
        var isFirst = true
        while try !closes(125, isFirst: isFirst, "") {
            isFirst = false
            let key = try key("")
            if matches(key, "result") {
                guard result == nil else { throw twice("result") }
                result = try reading("result")
            } else if matches(key, "phenomenonTime") {
                guard !hasTime else { throw twice("phenomenonTime") }
                hasTime = true
                time = try moment("phenomenonTime")
            } else if matches(key, "Datastream") {
                guard named == nil else { throw twice("Datastream") }
                named = try datastreamLink("Datastream")
            } else {
                let name = decode(key)
                try skip(name)
            }
        }
        guard let result else { throw SensorThingsRefusal(.missingField, field: "result", "the observation has no result; send a number") }
        if let named, let datastream, named != datastream {
            throw SensorThingsRefusal(
                .wrongValue, field: "Datastream.@iot.id", "the body names '\(named)' and the address '\(datastream)'; leave one out")
        }
        guard let target = named ?? datastream else {
            throw SensorThingsRefusal(
                .missingField, field: "Datastream", "neither the body nor the address names a datastream; add {\"Datastream\":{\"@iot.id\":…}}")
        }
        return DraftReading(datastream: target, phenomenonTime: time ?? receivedAt, value: result)
    }

    /// A result: nothing but a finite number is a reading.
    mutating func reading(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Double {
        switch peek() {
        case 45, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57: return try number(field())
        default:
            throw SensorThingsRefusal(
                .wrongType, field: field(), "the result is \(found()); a reading must be a finite number, leave it out if there is none")
        }
    }

    /// A time: an instant, or an interval, of which the end counts; nil for null.
    mutating func moment(_ field: @autoclosure () -> String) throws(SensorThingsRefusal) -> Instant? {
        if takes("null") { return nil }
        guard peek() == 34 else {
            throw SensorThingsRefusal(.wrongType, field: field(), "the time is \(found()); write it as \"2026-07-01T08:00:00Z\"")
        }
        let text = try string(field())
        guard !text.hasEscapes else { return try timeSpan(Array(decode(text).utf8), field()) }
        let range = text.range
        if let slash = range.first(where: { bytes[$0] == 47 }) {
            return try timeSpan(Array(bytes[range]), field(), slash: slash - range.lowerBound)
        }
        guard let moment = Instant.parse(UnsafeBufferPointer(rebasing: bytes[range])) else { throw notTime(field()) }
        return moment
    }

    /// `{"@iot.id": …}`, where the id is a string or a whole number.
    mutating func datastreamLink(_ field: String) throws(SensorThingsRefusal) -> DatastreamID {
        guard peek() == 123 else {
            throw SensorThingsRefusal(.wrongType, field: field, "expected {\"@iot.id\":…}, found \(found())")
        }
        try open(123, field)
        var id: DatastreamID?
        var isFirst = true
        while try !closes(125, isFirst: isFirst, field) {
            isFirst = false
            let key = try key(field)
            guard matches(key, "@iot.id") else {
                try skip(field)
                continue
            }
            guard id == nil else { throw twice(field + ".@iot.id") }
            id = try entityID(field + ".@iot.id")
        }
        guard let id else { throw SensorThingsRefusal(.missingField, field: field + ".@iot.id", "the link to the datastream has no id") }
        return id
    }

    func twice(_ field: String) -> SensorThingsRefusal {
        SensorThingsRefusal(.malformed, field: field, "the field stands twice; send it once")
    }

    private mutating func entityID(_ field: String) throws(SensorThingsRefusal) -> DatastreamID {
        switch peek() {
        case 34:
            let text = decode(try string(field))
            guard !text.isEmpty, text.utf8.count <= EntityPath.idBytesMax else {
                throw SensorThingsRefusal(.wrongValue, field: field, "an id has 1 to \(EntityPath.idBytesMax) bytes")
            }
            return DatastreamID(text)
        case 45, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57:
            let text = String(decoding: bytes[try numberRange(field)], as: UTF8.self)
            guard let number = Int64(text) else { throw SensorThingsRefusal(.wrongValue, field: field, "a numeric id must be a whole number") }
            return DatastreamID("\(number)")
        default: throw SensorThingsRefusal(.wrongType, field: field, "an id is a string or a whole number; found \(found())")
        }
    }

    private func timeSpan(_ text: [UInt8], _ field: String, slash: Int? = nil) throws(SensorThingsRefusal) -> Instant {
        let whole = text.withUnsafeBufferPointer { Instant.parse($0) }
        if let whole { return whole }
        guard let slash = slash ?? text.firstIndex(of: 47),
            let start = text.withUnsafeBufferPointer({ Instant.parse(UnsafeBufferPointer(rebasing: $0[..<slash])) }),
            let end = text.withUnsafeBufferPointer({ Instant.parse(UnsafeBufferPointer(rebasing: $0[(slash + 1)...])) })
        else { throw notTime(field) }
        guard start <= end else { throw SensorThingsRefusal(.wrongValue, field: field, "the interval ends before it begins") }
        return end
    }

    private func notTime(_ field: String) -> SensorThingsRefusal {
        SensorThingsRefusal(
            .wrongValue, field: field, "not an RFC 3339 time such as \"2026-07-01T08:00:00Z\", nor an interval of two with a slash between")
    }
}
