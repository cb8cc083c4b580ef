/// What a rule remembers, as bytes, so that a restart need not read a month of readings again.
///
/// One list of fields serves both ways: `carry` writes a field while the tape keeps, and sets it while the tape recalls, so the two can
/// never fall out of step. A tape that ends too early, or says something that cannot be, is broken: what it set is then thrown away.
///
/// - Keeping: `init()`, `carry(_:)`, `bytes`
/// - Recalling: `init(recalling:)`, `carry(_:)`, then `isWhole`
public struct MemoryTape: Sendable {
    public private(set) var bytes: [UInt8]
    private let isRecalling: Bool
    private var place = 0
    private var isBroken = false

    public init() {
        bytes = []
        isRecalling = false
    }

    public init(recalling bytes: [UInt8]) {
        self.bytes = bytes
        isRecalling = true
    }

    /// True when everything was read, to the last byte and no further.
    public var isWhole: Bool { !isBroken && (!isRecalling || place == bytes.count) }

    /// Writes a number, or breaks the tape when another one stands there: a version, a fingerprint, a count.
    public mutating func expect(_ number: UInt64) {
        var found = number
        carry(&found)
        if found != number { isBroken = true }
    }

    /// Breaks a tape that says what cannot be, such as a window of another length.
    public mutating func require(_ holds: Bool) { if !holds { isBroken = true } }

    public mutating func carry(_ value: inout UInt64) {
        guard isRecalling else {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
            return
        }
        guard !isBroken, bytes.count - place >= 8 else {
            isBroken = true
            return
        }
        value = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
        place += 8
    }

    public mutating func carry(_ value: inout Double) {
        var bits = value.bitPattern
        carry(&bits)
        value = Double(bitPattern: bits)
    }

    public mutating func carry(_ value: inout Int64) {
        var bits = UInt64(bitPattern: value)
        carry(&bits)
        value = Int64(bitPattern: bits)
    }

    public mutating func carry(_ value: inout Int) {
        var wide = Int64(value)
        carry(&wide)
        value = Int(wide)
    }

    public mutating func carry(_ value: inout Bool) {
        var number: UInt64 = value ? 1 : 0
        carry(&number)
        if number > 1 { isBroken = true }
        value = number == 1
    }

    public mutating func carry(_ value: inout Grade?) {
        var number = value.flatMap { Grade.allCases.firstIndex(of: $0) }.map { UInt64($0 + 1) } ?? 0
        carry(&number)
        guard number <= UInt64(Grade.allCases.count) else {
            isBroken = true
            return
        }
        value = number == 0 ? nil : Grade.allCases[Int(number) - 1]
    }

    /// The same for something that may be missing; `standard` is what a recalled value starts from.
    public mutating func carry<Value>(_ value: inout Value?, standard: Value, _ one: (inout Value, inout MemoryTape) -> Void) {
        var isThere = value != nil
        carry(&isThere)
        guard isThere, !isBroken else {
            value = nil
            return
        }
        var inner = value ?? standard
        one(&inner, &self)
        value = inner
    }

    /// - Parameter countMax: more is a damaged tape.
    public mutating func carry<Value>(
        _ values: inout [Value], standard: Value, countMax: Int, _ one: (inout Value, inout MemoryTape) -> Void
    ) {
        guard let count = carryCount(values.count, countMax: countMax) else { return }
        if isRecalling { values = Array(repeating: standard, count: count) }
        for index in values.indices where !isBroken { one(&values[index], &self) }
    }

    public mutating func carry(_ values: inout [Float], countMax: Int) {
        guard let count = carryCount(values.count, countMax: countMax) else { return }
        guard isRecalling else {
            for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
            return
        }
        guard bytes.count - place >= 4 * count else {
            isBroken = true
            return
        }
        let start = place
        values = bytes.withUnsafeBytes { raw in
            (0..<count).map { Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start + 4 * $0, as: UInt32.self))) }
        }
        place += 4 * count
    }

    private mutating func carryCount(_ count: Int, countMax: Int) -> Int? {
        var number = UInt64(count)
        carry(&number)
        guard !isBroken, number <= UInt64(countMax) else {
            isBroken = true
            return nil
        }
        return Int(number)
    }
}

extension MemoryTape {
    /// A fingerprint of a text, the same on every machine and in every run (FNV-1a, 64 bits).
    public static func fingerprint(_ text: String) -> UInt64 { fingerprint(text.utf8) }

    public static func fingerprint(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
