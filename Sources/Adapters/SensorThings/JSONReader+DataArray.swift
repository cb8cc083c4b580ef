import City

extension JSONReader {
    /// What one column of a data array holds.
    enum Column { case result, phenomenonTime, other }

    mutating func dataArrays(receivedAt: Instant) throws(SensorThingsRefusal) -> [DraftReading] {
        guard peek() == 91 else {
            throw SensorThingsRefusal(.wrongType, field: "", "CreateObservations takes an array of data arrays; found \(found())")
        }
        var drafts: [DraftReading] = []
        try open(91, "")
        var group = 0
        while try !closes(93, isFirst: group == 0, "") {
            try dataArray(group, receivedAt: receivedAt, into: &drafts)
            group += 1
        }
        return drafts
    }

    private mutating func dataArray(_ group: Int, receivedAt: Instant, into drafts: inout [DraftReading]) throws(SensorThingsRefusal) {
        var datastream: DatastreamID?
        var columns: [Column]?
        var announced: Double?
        var rowsAt: Int?
        guard peek() == 123 else { throw SensorThingsRefusal(.wrongType, field: "[\(group)]", "expected an object, found \(found())") }
        try open(123, "[\(group)]")
        var isFirst = true
        while try !closes(125, isFirst: isFirst, "[\(group)]") {
            isFirst = false
            let key = try key("[\(group)]")
            if matches(key, "Datastream") {
                guard datastream == nil else { throw twice("[\(group)].Datastream") }
                datastream = try datastreamLink("[\(group)].Datastream")
            } else if matches(key, "components") {
                guard columns == nil else { throw twice("[\(group)].components") }
                columns = try self.columns(group)
            } else if matches(key, "dataArray@iot.count") {
                guard announced == nil else { throw twice("[\(group)].dataArray@iot.count") }
                announced = try reading("[\(group)].dataArray@iot.count")
            } else if matches(key, "dataArray") {
                guard rowsAt == nil else { throw twice("[\(group)].dataArray") }
                rowsAt = index
                try skip("[\(group)].dataArray")
            } else {
                let name = decode(key)
                try skip("[\(group)].\(name)")
            }
        }
        guard let datastream else { throw missing("[\(group)].Datastream") }
        guard let columns else { throw missing("[\(group)].components") }
        guard let rowsAt else { throw missing("[\(group)].dataArray") }
        // The members of an object have no order, so the rows are read when all that explains them is known.
        let after = index
        index = rowsAt
        let count = try rows(group, of: datastream, columns, receivedAt: receivedAt, into: &drafts)
        index = after
        if let announced, announced != Double(count) {
            throw SensorThingsRefusal(
                .wrongValue, field: "[\(group)].dataArray@iot.count", "the count says \(announced), the dataArray holds \(count)")
        }
    }

    private func missing(_ field: String) -> SensorThingsRefusal {
        SensorThingsRefusal(.missingField, field: field, "the data array has no such field")
    }

    private mutating func columns(_ group: Int) throws(SensorThingsRefusal) -> [Column] {
        let field = "[\(group)].components"
        guard peek() == 91 else { throw SensorThingsRefusal(.wrongType, field: field, "expected an array of names, found \(found())") }
        var columns: [Column] = []
        try open(91, field)
        while try !closes(93, isFirst: columns.isEmpty, field) {
            let name = try string("\(field)[\(columns.count)]")
            let column: Column = matches(name, "result") ? .result : matches(name, "phenomenonTime") ? .phenomenonTime : .other
            guard column == .other || !columns.contains(column) else { throw twice("\(field)[\(columns.count)]") }
            columns.append(column)
            guard columns.count <= Self.columnsMax else {
                throw SensorThingsRefusal(.tooMuch, field: field, "more than \(Self.columnsMax) components")
            }
        }
        guard columns.contains(.result) else { throw SensorThingsRefusal(.missingField, field: field, "the components do not name result") }
        return columns
    }

    private mutating func rows(
        _ group: Int, of datastream: DatastreamID, _ columns: [Column], receivedAt: Instant, into drafts: inout [DraftReading]
    ) throws(SensorThingsRefusal) -> Int {
        guard peek() == 91 else {
            throw SensorThingsRefusal(.wrongType, field: "[\(group)].dataArray", "expected an array of rows, found \(found())")
        }
        try open(91, "[\(group)].dataArray")
        var row = 0
        while try !closes(93, isFirst: row == 0, "[\(group)].dataArray") {
            guard drafts.count < ObservationBody.readingsMax else {
                throw SensorThingsRefusal(
                    .tooMuch, field: "[\(group)].dataArray[\(row)]", "more than \(ObservationBody.readingsMax) observations; send them in parts")
            }
            drafts.append(try self.row(row, group, of: datastream, columns, receivedAt: receivedAt))
            row += 1
        }
        return row
    }

    private mutating func row(
        _ row: Int, _ group: Int, of datastream: DatastreamID, _ columns: [Column], receivedAt: Instant
    ) throws(SensorThingsRefusal) -> DraftReading {
        guard peek() == 91 else {
            throw SensorThingsRefusal(.wrongType, field: "[\(group)].dataArray[\(row)]", "expected an array of values, found \(found())")
        }
        try open(91, "[\(group)].dataArray[\(row)]")
        var value = 0.0
        var time: Instant?
        var cell = 0
        while try !closes(93, isFirst: cell == 0, "[\(group)].dataArray[\(row)]") {
            guard cell < columns.count else { break }
            switch columns[cell] {
            case .result: value = try reading("[\(group)].dataArray[\(row)][\(cell)]")
            case .phenomenonTime: time = try moment("[\(group)].dataArray[\(row)][\(cell)]")
            case .other: try skip("[\(group)].dataArray[\(row)][\(cell)]")
            }
            cell += 1
            if cell == columns.count {
                guard peek() == 93 else {
                    throw SensorThingsRefusal(
                        .wrongValue, field: "[\(group)].dataArray[\(row)]", "the row has more values than the \(columns.count) components")
                }
            }
        }
        guard cell == columns.count else {
            throw SensorThingsRefusal(
                .wrongValue, field: "[\(group)].dataArray[\(row)]", "the row has \(cell) values for \(columns.count) components")
        }
        return DraftReading(datastream: datastream, phenomenonTime: time ?? receivedAt, value: value)
    }

    /// An Observation has ten properties; twice that leaves room for extensions.
    private static let columnsMax = 20
}
