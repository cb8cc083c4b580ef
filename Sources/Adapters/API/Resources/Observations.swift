import Access
import City
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Readings
import Sensing
import SensorThings

/// `/sta/v1.1`: how sensors send their readings (SensorThings 1.1: create Observation, single and DataArray).
struct Observations {
    let sensing: SensingDesk
    let city: CityModel
    let now: @Sendable () -> Instant

    private static let root = "/sta/v1.1"
    private let writer = EntityWriter(root: Observations.root)

    init(sensing: SensingDesk, city: CityModel, now: @escaping @Sendable () -> Instant) {
        self.sensing = sensing
        self.city = city
        self.now = now
    }

    var routes: [Route] {
        [
            Route(.get, Self.root, need: .everyone, summary: "What this SensorThings service offers.", response: "Entity") { _ in
                .json(bytes: ByteBuffer(string: writer.serviceRoot))
            },
            Route(
                .get, Self.root + "/Datastreams", need: .signedIn, summary: "Series of readings, page by page.", response: "Entity",
                parameters: [QueryParameter("$top", "integer", "1 to 500."), QueryParameter("$skip", "integer", "Rows to pass over.")],
                handler: list),
            Route(.get, Self.root + "/Datastreams({id})", need: .signedIn, summary: "One series.", response: "Entity", handler: show),
            Route(
                .post, Self.root + "/Datastreams({id})/Observations", need: .permission(.submitReading),
                summary: "One reading of a series; 201 only when it is on disk.", request: "Observation", response: nil, success: .created,
                traffic: .device, handler: addToSeries),
            Route(
                .post, Self.root + "/Observations", need: .permission(.submitReading), summary: "One reading of the series that the body names.",
                request: "Observation", response: nil, success: .created, traffic: .device, handler: add),
            Route(
                .post, Self.root + "/CreateObservations", need: .permission(.submitReading),
                summary: "Readings of several series as DataArrays; each is answered by its address or error.", request: "DataArrays",
                response: "Created", success: .created, bodyBytesMax: Bounds.bodyBytesMax, traffic: .device, handler: addMany),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let top = try call.whole("$top", in: 1...Bounds.pageRowsMax) ?? Bounds.pageRowsMax
        let skip = try call.whole("$skip", in: 0...Int.max - Bounds.pageRowsMax) ?? 0
        let page = city.datastreams.dropFirst(skip).prefix(top)
        let next = skip + top < city.datastreams.count ? "\(Self.root)/Datastreams?$top=\(top)&$skip=\(skip + top)" : nil
        return .json(bytes: ByteBuffer(string: writer.datastreams(page, count: city.datastreams.count, next: next)))
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        guard case .datastream(let id) = EntityPath(Self.rest(of: call)) else { throw Self.badAddress }
        guard let stream = city.datastream(id) else { throw ReadingRefusal.unknownDatastream(id) }
        return .json(bytes: ByteBuffer(string: writer.datastream(stream)))
    }

    @Sendable private func addToSeries(_ call: Call) async throws -> Response {
        guard case .observationsOf(let id) = EntityPath(Self.rest(of: call)) else { throw Self.badAddress }
        return try await take(call, into: id)
    }

    @Sendable private func add(_ call: Call) async throws -> Response { try await take(call, into: nil) }

    private func take(_ call: Call, into datastream: DatastreamID?) async throws -> Response {
        let draft = try ObservationBody.parseObservation(Array(call.body.readableBytesView), datastream: datastream, receivedAt: now())
        guard mayWrite(call, draft.datastream) else { throw Self.foreignSeries(draft.datastream) }
        let ids = try await sensing.take([Self.judged(draft)], by: call.actor())
        guard let id = ids.first else { preconditionFailure("the reading store kept a reading without a number") }
        return Response(status: .created, headers: [.location: writer.location(of: id), .contentLength: "0"])
    }

    @Sendable private func addMany(_ call: Call) async throws -> Response {
        let moment = now()
        let drafts = try ObservationBody.parseDataArrays(Array(call.body.readableBytesView), receivedAt: moment)
        let isGood = drafts.map { isTakeable($0, at: moment) && mayWrite(call, $0.datastream) }
        let good = zip(drafts, isGood).filter(\.1).map { Self.judged($0.0) }
        var ids = try await sensing.take(good, by: call.actor()).makeIterator()
        let outcomes = isGood.map { isGood in isGood ? ids.next().map(EntityWriter.Outcome.kept) ?? .refused : .refused }
        return .json(bytes: ByteBuffer(string: writer.created(outcomes)), status: .created)
    }

    /// One bad row must not cost the others: what the judge would refuse is set aside first.
    private func isTakeable(_ draft: SensorThings.DraftReading, at moment: Instant) -> Bool {
        city.datastream(draft.datastream) != nil && draft.value.isFinite && draft.phenomenonTime.since(moment) <= ReadingJudge.aheadMax
            && moment.since(draft.phenomenonTime) <= ReadingJudge.agoMax
    }

    private func mayWrite(_ call: Call, _ datastream: DatastreamID) -> Bool { call.visitor?.datastreams?.contains(datastream) ?? true }

    private static func judged(_ draft: SensorThings.DraftReading) -> Operations.DraftReading {
        Operations.DraftReading(datastream: draft.datastream, value: draft.value, phenomenonTime: draft.phenomenonTime)
    }

    /// The path below the service root, percent-encoded as it came.
    private static func rest(of call: Call) -> String { String(call.request.uri.path.dropFirst(root.count)) }

    private static let badAddress = Problem(
        .badRequest, code: "sensorthings.address", title: "Address not understood",
        detail: "Write the id of a datastream in single quotes: Datastreams('rain-1')/Observations.")

    private static func foreignSeries(_ id: DatastreamID) -> Problem {
        Problem(
            .forbidden, code: "access.foreign-series", title: "Not allowed",
            detail: "This key may not write to \(id.rawValue.prefix(80)). Use the key of its own device, or add one with bayu device add.")
    }
}
