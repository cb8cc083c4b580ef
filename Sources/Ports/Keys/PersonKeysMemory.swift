import City

/// Keys in memory: for tests and simulation. The cipher is handed in, so that nothing here only pretends to encrypt.
public actor PersonKeysMemory: PersonKeys {
    private var keys: [PersonID: [UInt8]] = [:]
    private let cipher: any FieldCipher

    public init(cipher: any FieldCipher) { self.cipher = cipher }

    public func makePerson() async throws -> PersonID {
        let person = cipher.makeName()
        keys[person] = cipher.makeKey()
        return person
    }

    public func seal(_ text: String, for person: PersonID) async throws -> Sealed {
        guard let key = keys[person] else { throw KeyFault.erased(person) }
        return Sealed(person: person, box: try cipher.seal(text, key: key, for: person))
    }

    public func open(_ sealed: Sealed) async throws -> String {
        guard let key = keys[sealed.person] else { throw KeyFault.erased(sealed.person) }
        return try cipher.open(sealed.box, key: key, for: sealed.person)
    }

    public func seal(bytes: [UInt8], for person: PersonID) async throws -> [UInt8] {
        guard let key = keys[person] else { throw KeyFault.erased(person) }
        return try cipher.seal(bytes: bytes, key: key, for: person)
    }

    public func open(bytes box: [UInt8], for person: PersonID) async throws -> [UInt8] {
        guard let key = keys[person] else { throw KeyFault.erased(person) }
        return try cipher.open(bytes: box, key: key, for: person)
    }

    public func destroy(_ person: PersonID) async throws -> Bool { keys.removeValue(forKey: person) != nil }
}
