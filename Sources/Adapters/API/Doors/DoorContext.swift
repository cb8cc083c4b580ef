import HTTPTypes
import Hummingbird
import NIOCore

/// What comes with a request beside its bytes: the connection it came on.
struct DoorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The client's address. Behind the declared proxy the last entry of `X-Forwarded-For` is the one that the proxy wrote itself;
    /// what stands before it is the client's own claim.
    func clientAddress(headers: HTTPFields, behindProxy: Bool) -> String {
        Self.address(of: channel, headers: headers, behindProxy: behindProxy)
    }

    static func address(of channel: any Channel, headers: HTTPFields, behindProxy: Bool) -> String {
        if behindProxy, let forwarded = headers[.forwardedFor], let last = forwarded.split(separator: ",").last {
            return String(last.drop { $0 == " " })
        }
        return channel.remoteAddress?.ipAddress ?? "local"
    }
}
