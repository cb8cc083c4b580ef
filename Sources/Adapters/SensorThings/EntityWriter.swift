import City
import HazardKit
import Readings

/// Writes the answers of the SensorThings door as JSON.
public struct EntityWriter: Sendable {
    /// The outcome of one observation of a data array, in the order of the body.
    public enum Outcome: Hashable, Sendable {
        case kept(ReadingID)
        case refused
    }

    /// The address of the service root without a slash at the end, such as `http://127.0.0.1:8080/sta/v1.1`.
    public let root: String

    public init(root: String) { self.root = root }

    /// The service root: what this server conforms to and which collections it has.
    public var serviceRoot: String {
        let collections = ["Datastreams", "Observations"].map { "{\"name\":\"\($0)\",\"url\":\(quoted("\(root)/\($0)"))}" }
        let clauses = Self.conformance.map { quoted($0) }
        return "{\"value\":[\(collections.joined(separator: ","))],"
            + "\"serverSettings\":{\"conformance\":[\(clauses.joined(separator: ","))]}}"
    }

    /// `Datastreams('gnss-17')`, percent-encoded.
    public func address(of datastream: DatastreamID) -> String {
        var key = ""
        for byte in datastream.rawValue.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: key.unicodeScalars.append(UnicodeScalar(byte))
            case 39: key += "''"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                key += "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return "\(root)/Datastreams('\(key)')"
    }

    /// What the `Location` header says.
    public func location(of observation: ReadingID) -> String { "\(root)/Observations(\(observation.number))" }

    public func datastream(_ stream: Datastream) -> String {
        let address = address(of: stream.id)
        return "{\"@iot.id\":\(quoted(stream.id.rawValue)),\"@iot.selfLink\":\(quoted(address)),"
            + "\"name\":\(quoted(stream.name.zh)),\"description\":\(quoted(stream.name.en)),"
            + "\"observationType\":\"http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement\","
            + "\"unitOfMeasurement\":{\"name\":\(quoted(stream.unit)),\"symbol\":\(quoted(stream.unit)),"
            + "\"definition\":\(quoted("http://www.opengis.net/def/uom/UCUM/\(stream.unit)"))},"
            + "\"properties\":{\"observedProperty\":\(quoted(stream.property)),\"intervalSeconds\":\(stream.interval.value),"
            + "\"synthetic\":\(stream.synthetic)},\"Observations@iot.navigationLink\":\(quoted(address + "/Observations"))}"
    }

    /// A page of datastreams. `next` is the address of the page after it.
    public func datastreams(_ streams: some Sequence<Datastream>, count: Int, next: String?) -> String {
        let items = streams.map { datastream($0) }.joined(separator: ",")
        let link = next.map { ",\"@iot.nextLink\":\(quoted($0))" } ?? ""
        return "{\"@iot.count\":\(count),\"value\":[\(items)]\(link)}"
    }

    public func observation(_ id: ReadingID, _ reading: Reading) -> String {
        let address = location(of: id)
        return "{\"@iot.id\":\(id.number),\"@iot.selfLink\":\(quoted(address)),"
            + "\"phenomenonTime\":\"\(reading.phenomenonTime.rfc3339)\",\"resultTime\":null,\"result\":\(reading.value),"
            + "\"resultQuality\":\"\(reading.quality.rawValue)\","
            + "\"Datastream@iot.navigationLink\":\(quoted(self.address(of: reading.datastream)))}"
    }

    /// The answer to `CreateObservations`: an address for each observation that was kept, `error` for each that was not.
    public func created(_ outcomes: some Sequence<Outcome>) -> String {
        let items = outcomes.map { outcome in
            switch outcome {
            case .kept(let id): quoted(location(of: id))
            case .refused: "\"error\""
            }
        }
        return "[\(items.joined(separator: ","))]"
    }

    /// A JSON string.
    func quoted(_ text: String) -> String {
        var out: [UInt8] = [34]
        for byte in text.utf8 {
            switch byte {
            case 34, 92: out += [92, byte]
            case 0..<32: out += Array("\\u00".utf8) + [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(34)
        return String(decoding: out, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// What is there now; the full sensor API widens this list.
    static let conformance = [
        "http://www.opengis.net/spec/iot_sensing/1.1/req/create-update-delete/create-entity",
        "http://www.opengis.net/spec/iot_sensing/1.1/req/data-array/data-array",
    ]
}
