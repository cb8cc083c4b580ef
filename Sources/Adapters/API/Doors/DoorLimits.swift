import Access

/// The token buckets and the admission of one server.
struct DoorLimits: Sendable {
    let admission = Admission()
    private let people: TokenBuckets
    private let devices: TokenBuckets
    private let strangers: TokenBuckets
    private let signIns: TokenBuckets
    private let start = ContinuousClock.now

    init(_ rates: RateLimits) {
        people = TokenBuckets(rates.person)
        devices = TokenBuckets(rates.device)
        strangers = TokenBuckets(rates.stranger)
        signIns = TokenBuckets(rates.signIn)
    }

    private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    func take(_ visitor: Visitor) -> Bool {
        (visitor.role == .device ? devices : people).take(visitor.rateKey, at: seconds)
    }

    func take(stranger address: String) -> Bool { strangers.take(address, at: seconds) }

    /// Signing in is limited by name and by address: neither one name from many places nor many names from one place.
    func takeSignIn(name: String, address: String) -> Bool {
        let now = seconds
        return signIns.take("address " + address, at: now) && signIns.take("name " + name, at: now)
    }
}
