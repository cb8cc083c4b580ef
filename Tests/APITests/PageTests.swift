import Access
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import API

@Suite("The console's pages")
struct PageTests {
    private static let page =
        #"<!doctype html><script type="importmap">{"imports":{}}</script><script type="module" src="/console/main.js"></script>"#

    private func doors() async throws -> Doors {
        try await Doors(
            assets: AssetShelf(files: [
                "index.html": Array(Self.page.utf8), "console/main.js": Array("export {}".utf8), "field/index.html": Array("<p>".utf8),
            ]))
    }

    @Test("pages come from memory with type, tag and policy; an unchanged page is 304")
    func pages() async throws {
        try await doors().test { client in
            let page = try await client.send(.get, "/", as: nil)
            #expect(page.text == Self.page)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.headers[.contentTypeOptions] == "nosniff")
            let tag = try #require(page.headers[.eTag])
            #expect(try await client.send(.get, "/index.html", as: nil, headers: [.ifNoneMatch: tag]).status == .notModified)
            #expect(try await client.send(.get, "/console/main.js", as: nil).headers[.contentType]?.hasPrefix("text/javascript") == true)
            #expect(try await client.send(.get, "/field/", as: nil).status == .ok)
        }
    }

    @Test("the policy allows the page's own import map by its hash and no other inline script")
    func policy() async throws {
        try await doors().test { client in
            let policy = try #require(try await client.send(.get, "/", as: nil).headers[.contentSecurityPolicy])
            #expect(policy.contains("script-src 'self' 'sha256-URrTy+Il/Nz0lHojVUx275hWqAWhkSF0VsHbUM4/6Hw='"))
            #expect(policy.contains("default-src 'self'") && policy.contains("worker-src 'self' blob:"))
            #expect(!policy.contains("script-src 'self' 'unsafe-inline'"))
        }
    }

    @Test(
        "a file that is not of the console is a problem, also by a climbing path",
        arguments: ["/console/none.js", "/console/../../etc/passwd", "/%2e%2e/etc/passwd"])
    func unknown(path: String) async throws {
        try await doors().test { client in
            let problem = try await client.send(.get, path, as: nil).problem
            #expect(problem.status == 404)
        }
    }

    @Test("answers that are not pages may not be framed, sniffed or run")
    func answers() async throws {
        try await doors().test { client in
            let answer = try await client.send(.get, "/api/me")
            #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }
}
