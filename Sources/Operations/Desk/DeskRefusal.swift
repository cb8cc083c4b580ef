import City
import EventLog
import Incidents

extension Refusal {
    /// The thing named does not exist here.
    static func unknown(_ what: String, _ id: String) -> Refusal {
        Refusal(RefusalCode(what + ".unknown"), "No \(what) is named \(id). Check the id, or reload the list.")
    }

    /// The id of a command has acted before, on something else. An id sent twice for the same thing is answered as the first time.
    static func usedElsewhere(_ receipt: Receipt) -> Refusal {
        Refusal(
            "command.duplicate", "A command with this id has already acted on \(receipt.stream). Give every command an id of its own.", field: "id")
    }
}

extension Receipt {
    /// The name of the stream in a category; throws when the command id had acted in another one.
    func id(in category: String) throws(Refusal) -> String {
        let name = StreamName(stream)
        guard name.category == category[...] else { throw .usedElsewhere(self) }
        return String(name.id)
    }
}
