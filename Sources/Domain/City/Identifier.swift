/// A name that stands for one thing: a center, a team, an incident. Coded as a bare string.
public protocol Identifier: RawRepresentable, Codable, Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible
where RawValue == String {
    init(rawValue: String)
}

extension Identifier {
    public init(_ text: String) { self.init(rawValue: text) }
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    public var description: String { rawValue }
}

/// The code of a center: GB/T 2260 where one exists, the city package's own otherwise.
public struct CenterCode: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One of the city's departments, such as `emergency` or `transport`.
public struct DepartmentID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A position that somebody holds: an order is addressed to a post and reaches its holder.
public struct PostID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// People and vehicles that can be sent.
public struct TeamID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A place under watch: a cliff, a forest, a reservoir.
public struct SiteID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// An area that is warned or moved together, such as `diaozui-foot`.
public struct ZoneID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One series of readings of one property by one sensor (a SensorThings Datastream).
public struct DatastreamID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A versioned plan for one kind of incident.
public struct PlaybookID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One step of a playbook.
public struct StepID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The kind of a matter: `landslide`, `wildfire`, `flood`, `gas-leak`, `other` … The city package lists them.
public struct MatterKind: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What a team can do, such as `rope-rescue` or `drone`.
public struct Skill: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A random name under which a person's key is kept. It says nothing about the person.
public struct PersonID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Where stored bytes lie: their SHA-256 (FIPS 180-4) as 64 lower-case hex digits. For a photo these are the sealed bytes.
public struct AttachmentDigest: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The 32 bytes of a digest in hex.
    public init(bytes: some Sequence<UInt8>) {
        rawValue = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// True for 64 lower-case hex digits: anything else names no stored bytes, and no path is ever made of it.
    public var isWellFormed: Bool {
        rawValue.utf8.count == 64 && rawValue.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
