import City
import Incidents

extension Refusal {
    /// The thing named does not exist here.
    static func unknown(_ what: String, _ id: String) -> Refusal {
        Refusal(RefusalCode(what + ".unknown"), "No \(what) is named \(id). Check the id, or reload the list.")
    }
}
