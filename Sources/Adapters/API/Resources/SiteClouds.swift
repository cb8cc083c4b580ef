import Access
import HTTPTypes
import Hummingbird
import NIOCore

/// The surveys of sites as `bayu cloud build` wrote them: `/api/clouds`, `/api/sites/{id}/cloud`, `/api/sites/{id}/cloud/{node}`.
struct SiteClouds: Sendable {
    let shelf: CloudShelf

    var routes: [Route] {
        [
            Route(
                .get, "/api/clouds", need: .permission(.viewNetwork), summary: "Sites that were surveyed as a point cloud.",
                response: "CloudList", handler: list),
            Route(
                .get, "/api/sites/{id}/cloud", need: .permission(.viewNetwork), summary: "The index of the site's point cloud.",
                response: "CloudIndex", handler: index),
            Route(
                .get, "/api/sites/{id}/cloud/{node}", need: .permission(.viewNetwork), summary: "The points of one node, as bytes.", response: nil,
                handler: node),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        try .json(Items(items: shelf.sites().filter(Self.isPlain).map(Row.init)))
    }

    @Sendable private func index(_ call: Call) async throws -> Response {
        try bytes(site: try call.path("id"), file: "index.json", type: "application/json; charset=utf-8")
    }

    @Sendable private func node(_ call: Call) async throws -> Response {
        let key = try call.path("node")
        guard key.first == "r", key.count <= Self.keyLengthMax, key.dropFirst().allSatisfy({ ("0"..."7").contains($0) }) else {
            throw Problem.invalid("node", "A node is r and then octants from 0 to 7; the index of the cloud lists them.")
        }
        return try bytes(site: try call.path("id"), file: "nodes/\(key).bin", type: "application/octet-stream")
    }

    /// Octants below the root, as deep as the builder goes.
    private static let keyLengthMax = 22
    private static let siteLengthMax = 64

    /// Letters, digits and `-` only: nothing that could lead out of the folder.
    static func isPlain(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= siteLengthMax
            && id.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 }
    }

    private func bytes(site: String, file: String, type: String) throws -> Response {
        guard Self.isPlain(site), let bytes = try shelf.read(site, file) else {
            throw Problem.notFound("There is no such part of a point cloud of this site. GET /api/clouds lists the sites that have one.")
        }
        let headers: HTTPFields = [.contentType: type, .contentLength: String(bytes.count), .cacheControl: "private, no-cache"]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private struct Row: Encodable { let site: String }
}

/// Where clouds lie; `bayu` hands in the reading of files.
public struct CloudShelf: Sendable {
    /// The sites that have a cloud, in order.
    public let sites: @Sendable () -> [String]
    /// The bytes of a file of a site's cloud, nil where there is none. Both names are checked before.
    public let read: @Sendable (_ site: String, _ file: String) throws -> [UInt8]?

    public init(sites: @escaping @Sendable () -> [String], read: @escaping @Sendable (_ site: String, _ file: String) throws -> [UInt8]?) {
        self.sites = sites
        self.read = read
    }

    public static let empty = CloudShelf(sites: { [] }, read: { _, _ in nil })
}
