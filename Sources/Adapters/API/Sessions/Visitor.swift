import Access
import City

/// Who stands at the door: the account or device behind a cookie or a key.
public struct Visitor: Hashable, Sendable {
    public let actor: Actor
    public let role: Role
    /// What state-changing requests with the cookie must repeat in `X-CSRF-Token`; nil for devices, whose key no browser sends by itself.
    public let csrf: String?
    /// True for the accounts of the demonstration.
    public let demo: Bool
    /// Names the visitor for the rate limiter; says nothing in logs.
    public let rateKey: String
    /// The series that a device's key may write; nil for all, and for people.
    public let datastreams: Set<DatastreamID>?

    public init(actor: Actor, role: Role, csrf: String?, demo: Bool, rateKey: String, datastreams: Set<DatastreamID>? = nil) {
        self.actor = actor
        self.role = role
        self.csrf = csrf
        self.demo = demo
        self.rateKey = rateKey
        self.datastreams = datastreams
    }
}
