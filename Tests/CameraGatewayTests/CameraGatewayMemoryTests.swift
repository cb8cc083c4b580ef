import CameraContract
import CameraGateway
import Cameras
import City
import Testing

@Suite("Cameras in memory")
struct CameraGatewayMemoryTests {
    private static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x02, 0xFF, 0xD9]

    private static func camera(_ id: CameraID, masks: [PrivacyMask] = []) -> Camera {
        Camera(
            id: id, name: LocalizedText(zh: "甲", en: "A"), site: nil, point: Coordinate(latitude: 30, longitude: 106), heightMetres: 10,
            bearingDegrees: 0, tiltDegrees: 0, horizontalFieldDegrees: 60, verticalFieldDegrees: 40, rangeMetres: 100, masks: masks)
    }

    private static func gateway(_ cameras: [Camera]) -> CameraGatewayMemory {
        CameraGatewayMemory(cameras: cameras, now: { Instant(millisecondsSince1970: 1_780_000_000_000) })
    }

    @Test("the gateway in memory keeps the contract", arguments: CameraContract.clauses)
    func contract(clause: CameraContract.Clause) async throws {
        let contract = CameraContract(
            secret: "password",
            make: {
                let gateway = Self.gateway([Self.camera("shows"), Self.camera("dead")])
                await gateway.show(Self.jpeg, at: "shows")
                await gateway.fail("dead", with: CameraFault(.noAnswer, "The camera dead gives nothing."))
                return gateway
            }, tick: { await ($0 as? CameraGatewayMemory)?.show(Self.jpeg, at: "shows") })
        try await clause.check(contract)
    }

    @Test("what cannot draw masks shows no camera that has some")
    func masks() async throws {
        let corners = [PictureCorner(x: 0, y: 0), PictureCorner(x: 0.5, y: 0), PictureCorner(x: 0, y: 0.5)]
        let gateway = Self.gateway([Self.camera("home", masks: [try PrivacyMask(corners: corners)])])
        await gateway.show(Self.jpeg, at: "home")
        let fault = await #expect(throws: CameraFault.self) { try await gateway.picture(of: "home") }
        #expect(fault?.kind == .masks)
        await #expect(throws: CameraFault.self) { try await gateway.watch("home") { _ in } }
    }
}
