/// Rows of one list.
struct Items<Row: Encodable & Sendable>: Encodable, Sendable {
    let items: [Row]
}
