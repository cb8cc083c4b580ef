import PointCloud
import Testing

@Suite struct CloudAnchorTests {
    private func anchor(bearing: Double) -> CloudAnchor {
        CloudAnchor(at: [1_000, 2_000, 5], latitude: 29.879, longitude: 106.3962, heightMetres: 0, yBearingDegrees: bearing)
    }

    @Test("a minute of latitude and longitude is as long as on the ellipsoid")
    func metres() {
        // One minute at 29.879° on WGS 84: 1847.5 m of meridian (M = 6 351 260 m), 1610.05 m of parallel (N = 6 383 442 m).
        let place = anchor(bearing: 0).place(latitude: 29.879 + 1 / 60.0, longitude: 106.3962 + 1 / 60.0, heightMetres: 12)
        #expect(abs(place[0] - 1_000 - 1_610.0) < 0.5)
        #expect(abs(place[1] - 2_000 - 1_847.5) < 0.5)
        #expect(place[2] == 17)
    }

    @Test("a frame that is turned to the east has the east ahead and the north to its left")
    func turned() {
        let east = anchor(bearing: 90).place(latitude: 29.879, longitude: 106.3972, heightMetres: 0)
        #expect(abs(east[0] - 1_000) < 1e-6 && east[1] > 2_090)
        let north = anchor(bearing: 90).place(latitude: 29.880, longitude: 106.3962, heightMetres: 0)
        #expect(north[0] < 900 && abs(north[1] - 2_000) < 1e-6)
    }

    @Test("a camera that looks along the y axis of the frame looks along it also there")
    func direction() {
        let looks = anchor(bearing: 315).direction(bearingDegrees: 315, tiltDegrees: -30)
        #expect(abs(looks[0]) < 1e-12 && abs(looks[1] - 0.866_025_403_784) < 1e-9 && abs(looks[2] + 0.5) < 1e-9)
    }

    @Test("what is no place on the earth is refused")
    func refused() {
        for (latitude, longitude) in [(106.0, 29.0), (.nan, 0), (0, 181)] {
            let anchor = CloudAnchor(at: [0, 0, 0], latitude: latitude, longitude: longitude, heightMetres: 0, yBearingDegrees: 0)
            #expect(throws: CloudFault.self) { try anchor.check() }
        }
    }
}
