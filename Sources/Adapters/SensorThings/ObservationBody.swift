import City

/// Reads the body of a request that creates observations: a single Observation or the DataArray form (SensorThings 1.1, 18-088, 12 and 14.1).
///
/// Fields that Bayu does not keep (`resultTime`, `parameters`, `FeatureOfInterest` …) are checked for form and passed over.
public enum ObservationBody {
    /// Reads one Observation.
    /// - Parameters:
    ///   - datastream: the series that the address names, as in `Datastreams('gnss-17')/Observations`; nil when only the body can name it.
    ///   - receivedAt: stands in for a missing `phenomenonTime`.
    public static func parseObservation(
        _ bytes: [UInt8], datastream: DatastreamID?, receivedAt: Instant
    ) throws(SensorThingsRefusal) -> DraftReading {
        try withReader(bytes) { (reader) throws(SensorThingsRefusal) in
            let draft = try reader.observation(datastream: datastream, receivedAt: receivedAt)
            try reader.end()
            return draft
        }
    }

    /// Reads the DataArray form of `CreateObservations`; the readings come in the order of the body.
    public static func parseDataArrays(_ bytes: [UInt8], receivedAt: Instant) throws(SensorThingsRefusal) -> [DraftReading] {
        try withReader(bytes) { (reader) throws(SensorThingsRefusal) in
            let drafts = try reader.dataArrays(receivedAt: receivedAt)
            try reader.end()
            return drafts
        }
    }

    private static func withReader<Answer>(
        _ bytes: [UInt8], _ read: (inout JSONReader) throws(SensorThingsRefusal) -> Answer
    ) throws(SensorThingsRefusal) -> Answer {
        guard bytes.count <= bytesMax else {
            throw SensorThingsRefusal(.tooMuch, field: "", "the body is larger than \(bytesMax) bytes; send it in parts")
        }
        let answer: Result<Answer, SensorThingsRefusal> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(buffer)
            do throws(SensorThingsRefusal) {
                return .success(try read(&reader))
            } catch {
                return .failure(error)
            }
        }
        return try answer.get()
    }

    /// One MiB, as for every body of the server.
    public static let bytesMax = 1_048_576
    /// A gateway that was cut off for a day sends 8,640 ten-second readings; twice that and some.
    public static let readingsMax = 20_000
}
