import City
import Keys

/// Keys for tests that must not need a cipher: a box is only a number, and what it stands for is kept here.
actor PersonKeysForTests: PersonKeys {
    private var texts: [PersonID: [String: String]] = [:]
    private var personCount = 0
    private var boxCount = 0
    private var isDestroyPlannedToFail = false

    func makePerson() async throws -> PersonID {
        personCount += 1
        let person = PersonID("person-\(personCount)")
        texts[person] = [:]
        return person
    }

    func seal(_ text: String, for person: PersonID) async throws -> Sealed {
        guard texts[person] != nil else { throw KeyFault.erased(person) }
        boxCount += 1
        let box = "box-\(boxCount)"
        texts[person]?[box] = text
        return Sealed(person: person, box: box)
    }

    func open(_ sealed: Sealed) async throws -> String {
        guard let boxes = texts[sealed.person] else { throw KeyFault.erased(sealed.person) }
        guard let text = boxes[sealed.box] else { throw KeyFault.damaged("no box \(sealed.box) was sealed for \(sealed.person)") }
        return text
    }

    /// The name in front of the bytes turned over: no cipher, but not the bytes themselves either.
    func seal(bytes: [UInt8], for person: PersonID) async throws -> [UInt8] {
        guard texts[person] != nil else { throw KeyFault.erased(person) }
        return Array(person.rawValue.utf8) + bytes.map { ~$0 }
    }

    func open(bytes box: [UInt8], for person: PersonID) async throws -> [UInt8] {
        guard texts[person] != nil else { throw KeyFault.erased(person) }
        guard box.starts(with: person.rawValue.utf8) else { throw KeyFault.damaged("not sealed for \(person)") }
        return box.dropFirst(person.rawValue.utf8.count).map { ~$0 }
    }

    func destroy(_ person: PersonID) async throws -> Bool {
        if isDestroyPlannedToFail {
            isDestroyPlannedToFail = false
            throw KeyFault.failed("the keys could not be written")
        }
        return texts.removeValue(forKey: person) != nil
    }

    func failNextDestroy() { isDestroyPlannedToFail = true }
    func holds(_ person: PersonID) -> Bool { texts[person] != nil }
}
