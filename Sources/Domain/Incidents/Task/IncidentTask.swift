import City

/// One thing that one team or department must do for an incident. Lives in the incident's stream.
public struct IncidentTask: Codable, Hashable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable {
        case created, sent, received, accepted, returned, enRoute, onScene, done, checked, closed, parked, cancelled, moved
        /// True while somebody still has to do something about it.
        public var isOpen: Bool { self != .checked && self != .closed && self != .cancelled && self != .moved }
    }

    /// One line of the short history.
    public struct Moment: Codable, Hashable, Sendable {
        public let state: State
        public let at: Instant
        public let by: String
    }

    /// 挂账: set aside with a reason, a date and somebody who watches.
    public struct Parking: Codable, Hashable, Sendable {
        public let explanation: String
        public let until: Instant
        public let supervisor: String
        /// Where it goes on from.
        public let from: State
    }

    public internal(set) var id: TaskID
    public internal(set) var state: State
    /// The step of the plan that asked for it; nil when a person did.
    public internal(set) var step: StepID?
    public let title: LocalizedText
    public internal(set) var department: DepartmentID?
    public internal(set) var team: TeamID?
    public let skill: Skill?
    public internal(set) var center: CenterCode
    /// The post that it is addressed to, where the plan names one.
    public internal(set) var post: PostID?
    public let acknowledgeWithin: Seconds
    public let doneWithin: Seconds
    /// What it is to be done with; nil for people, and in old logs.
    public let means: TaskMeans?
    public internal(set) var clocks: [Clock]
    public internal(set) var history: [Moment]
    public internal(set) var returnReason: String?
    public internal(set) var evidence: String?
    public internal(set) var parked: Parking?
    /// Where it goes on, once its incident has been merged.
    public internal(set) var movedTo: HeldTask?
    /// How often it has been sent: once more after each return.
    public internal(set) var sendCount: Int
    /// Makes the key of each sending and each end of a parking its own.
    var changeCount: Int

    /// True when the task keeps its team from any other: from sending until it is checked, returned, parked or cancelled.
    public var holdsTeam: Bool {
        guard team != nil else { return false }
        return switch state {
        case .sent, .received, .accepted, .enRoute, .onScene, .done: true
        case .created, .returned, .checked, .closed, .parked, .cancelled, .moved: false
        }
    }

    /// True when it has an addressee and nobody has sent it.
    public var needsSending: Bool { state == .created && (department != nil || team != nil || isLook) }

    /// True for a look from the air that is with the duty desk: a person orders the flight that does it. One that was given to a team or a
    /// department is a task like any other.
    public var isLook: Bool { means == .drone && department == nil && team == nil }

    /// True for a look that nobody has ordered or declined yet.
    public var isLookProposed: Bool { isLook && [.created, .sent, .received, .returned].contains(state) }

    /// A task that goes round in circles keeps its newest lines; the log has them all.
    public static let historyCountMax = 40
}
