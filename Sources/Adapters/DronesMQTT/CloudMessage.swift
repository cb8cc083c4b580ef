import City
import Drones
import Foundation

/// The shapes of the DJI Cloud API, dock to cloud, over MQTT: one envelope, and what of its data is used here.
///
/// Source: dji-sdk/Cloud-API-Doc, docs/en/60.api-reference/20.dock-to-cloud/00.mqtt (version 1.11): topic definition; aircraft/m3d-properties;
/// dock/dock2/properties; dock/dock2/drc; dock/dock1/device; dock/dock2/wayline; dock/dock2/live.
/// `fly_to_point_update` stands in later versions of drc alone: the shape of `fly_to_point` without the name.
enum CloudMessage {
    /// `{tid, bid, timestamp, gateway, method, data}`. `bid` names a business, here one flight, through all messages about it.
    struct Envelope<Content: Decodable>: Decodable {
        let tid: String?
        let bid: String?
        let method: String?
        let needReply: Int?
        let data: Content

        private enum CodingKeys: String, CodingKey {
            case tid, bid, method, data
            case needReply = "need_reply"
        }
    }

    /// An envelope whose data does not matter.
    struct Anything: Decodable {
        init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: NoKey.self) }
        private enum NoKey: CodingKey {}
    }

    struct Result: Codable { let result: Int }

    /// What of a dock's properties is used (`thing/product/{dock}/osd`).
    struct DockProperties: Decodable {
        struct Charge: Decodable {
            let percent: Int?
            private enum CodingKeys: String, CodingKey { case percent = "capacity_percent" }
        }

        let modeCode: Int?
        let droneInDock: Int?
        let windSpeed: Double?
        let rainfall: Int?
        let emergencyStop: Int?
        let charge: Charge?

        private enum CodingKeys: String, CodingKey {
            case modeCode = "mode_code"
            case droneInDock = "drone_in_dock"
            case windSpeed = "wind_speed"
            case rainfall
            case emergencyStop = "emergency_stop_state"
            case charge = "drone_charge_state"
        }
    }

    /// What of an aircraft's properties is used (`thing/product/{aircraft}/osd`).
    struct AircraftProperties: Decodable {
        struct Battery: Decodable {
            let percent: Int?
            private enum CodingKeys: String, CodingKey { case percent = "capacity_percent" }
        }

        let modeCode: Int?
        let latitude: Double?
        let longitude: Double?
        /// Above the point of take-off, in metres.
        let elevation: Double?
        /// −180 … 180, clockwise from north.
        let heading: Double?
        let horizontalSpeed: Double?
        let battery: Battery?

        private enum CodingKeys: String, CodingKey {
            case modeCode = "mode_code"
            case latitude, longitude, elevation, battery
            case heading = "attitude_head"
            case horizontalSpeed = "horizontal_speed"
        }
    }

    /// `takeoff_to_point_progress`.
    struct Progress: Decodable {
        let flight: String
        let status: String
        let result: Int

        private enum CodingKeys: String, CodingKey {
            case flight = "flight_id"
            case status, result
        }
    }

    /// `fly_to_point_progress`.
    struct OnwardProgress: Decodable {
        let order: String
        let status: String
        let result: Int

        private enum CodingKeys: String, CodingKey {
            case order = "fly_to_id"
            case status, result
        }
    }

    // MARK: What is said to a dock

    struct Order<Content: Encodable>: Encodable {
        let tid: String
        let bid: String
        /// Milliseconds since 1970.
        let timestamp: Int64
        let gateway: String
        let method: String
        let data: Content
    }

    /// `takeoff_to_point`: heights in metres; `target_height` above the ellipsoid, the others above the dock.
    struct TakeOff: Encodable {
        let flightId: String
        let targetLatitude: Double
        let targetLongitude: Double
        let targetHeight: Double
        let securityTakeoffHeight: Double
        let commanderFlightHeight: Double
        let rthAltitude: Int
        /// m/s.
        let maxSpeed: Int
        /// At the heights that were chosen, not at those that the drone holds for best.
        let commanderFlightMode = 1
        let rthMode = 1
        /// Where the line to the drone is lost, it drops the order and comes home.
        let commanderModeLostAction = 1
        let rcLostAction = 2
    }

    /// `fly_to_point` and, without a name, `fly_to_point_update`: one point, its height in metres above the ellipsoid.
    struct FlyTo: Encodable {
        struct Point: Encodable {
            let latitude: Double
            let longitude: Double
            let height: Double
        }

        /// Nil where a way is changed: it keeps the name with which it began.
        let flyToId: String?
        /// m/s.
        let maxSpeed: Int
        let points: [Point]
    }

    /// `live_start_push`.
    struct LiveStart: Encodable {
        /// 1: RTMP.
        let urlType = 1
        let url: String
        let videoId: String
        /// As good as the line allows.
        let videoQuality = 0
    }

    /// `live_stop_push`.
    struct LiveStop: Encodable { let videoId: String }

    struct Nothing: Encodable {}

    static func bytes(_ message: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        // The names of the API are those of the fields here, in snake case.
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(message))
    }
}
