import Access
import City
import Foundation
import Testing

@testable import Accounts

@Suite("Device keys")
struct DeviceTests {
    @Test("a device is known by its key, also after a restart, until it is revoked")
    func key() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let key = try await fixture.open().addDevice("gauge-1")
        #expect(key.hasPrefix("bayu_dev_"))
        let store = try fixture.open()
        let device = try #require(store.device(key: key))
        #expect(device.actor(at: "H") == Actor(kind: .device, name: "gauge-1", role: "device", center: "H"))
        #expect(device.mayWrite("any"))
        try await store.revokeDevice("gauge-1")
        #expect(store.device(key: key) == nil)
        await #expect(throws: AccountRefusal.unknownDevice("gauge-1")) { try await store.revokeDevice("gauge-1") }
        await #expect(throws: AccountRefusal.nameTaken("gauge-1")) { _ = try await store.addDevice("gauge-1") }
    }

    @Test("a key bound to datastreams writes those alone")
    func bound() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let key = try await store.addDevice("gauge-1", datastreams: ["d1", "d2"])
        let device = try #require(store.device(key: key))
        #expect(device.mayWrite("d1"))
        #expect(!device.mayWrite("d3"))
        await #expect(throws: AccountRefusal.unknownDatastream("d9")) {
            _ = try await store.addDevice("gauge-2", datastreams: ["d9"], city: Fixture.city)
        }
    }

    @Test("a key that another process has just made works in the running server")
    func otherProcess() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let server = try fixture.open()
        let command = try fixture.open()
        let key = try await command.addDevice("gauge-1")
        #expect(server.device(key: key) == nil)
        #expect(try await server.deviceAfterRefresh(key: key)?.name == "gauge-1")
        try await command.revokeDevice("gauge-1")
        try await server.tidy()
        #expect(server.device(key: key) == nil)
    }

    @Test("what is no key opens nothing")
    func noKey() async throws {
        let fixture = try Fixture()
        defer { fixture.remove() }
        let store = try fixture.open()
        let key = try await store.addDevice("gauge-1")
        for wrong in ["", "bayu_dev_", String(key.dropLast()), key + "x", "bayu_dev_" + String(repeating: "A", count: 43)] {
            #expect(try await store.deviceAfterRefresh(key: wrong) == nil)
        }
    }
}
