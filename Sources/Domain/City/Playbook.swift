/// What is done for one kind of incident, grade by grade. Versioned data; the linter of the city package checks every step.
public struct Playbook: Hashable, Codable, Sendable {
    public let id: PlaybookID
    public let version: Int
    public let kind: MatterKind
    public let name: LocalizedText
    public let steps: [Step]

    public init(id: PlaybookID, version: Int, kind: MatterKind, name: LocalizedText, steps: [Step]) {
        self.id = id
        self.version = version
        self.kind = kind
        self.name = name
        self.steps = steps
    }

    public struct Step: Hashable, Codable, Sendable {
        /// What the step does.
        public enum Action: String, Codable, Sendable {
            /// A task for a department's post at the level given.
            case task
            /// A task for a team with `skill`; the desk is given a ranked proposal.
            case team
            /// A message that asks for acknowledgement.
            case notice
            /// A stage for the zones of the incident's site, proposed: people decide.
            case evacuate
            /// A look from the air, proposed to the duty desk at the level given: a person orders the flight. With `skill` a team can be given it.
            case drone
        }

        /// What a step waits for that does not run with the plan.
        public enum Aftermath: String, Codable, Sendable {
            /// The incident has been marked resolved: a fire that is out is watched.
            case resolved
        }

        public let id: StepID
        public let action: Action
        public let title: LocalizedText
        /// The grades at which the step runs, such as `["I", "II"]`. A change of grade runs only what it adds.
        public let grades: [String]
        public let department: DepartmentID?
        public let skill: Skill?
        /// The center whose post is addressed: the township's, the district's or the hub's.
        public let level: CenterLevel
        /// How long until the task must be accepted or the notice acknowledged.
        public let acknowledgeWithin: Seconds
        /// How long until the task must be done; nil for notices.
        public let doneWithin: Seconds?
        /// What an `evacuate` step proposes for each zone.
        public let stage: ZoneStage?
        /// True when the plan may stand in for the first of the two people that an order needs, at an imminent incident.
        public let preauthorised: Bool
        /// Nil for a step that runs with the plan.
        public let after: Aftermath?

        public init(
            id: StepID, action: Action, title: LocalizedText, grades: [String], department: DepartmentID?, skill: Skill?, level: CenterLevel,
            acknowledgeWithin: Seconds, doneWithin: Seconds?, stage: ZoneStage? = nil, preauthorised: Bool = false,
            after: Aftermath? = nil
        ) {
            self.id = id
            self.action = action
            self.title = title
            self.grades = grades
            self.department = department
            self.skill = skill
            self.level = level
            self.acknowledgeWithin = acknowledgeWithin
            self.doneWithin = doneWithin
            self.stage = stage
            self.preauthorised = preauthorised
            self.after = after
        }
    }
}

/// What a playbook may ask for a zone.
public enum ZoneStage: String, Codable, Sendable, CaseIterable { case advisory, warning, order }

/// How long each clock runs at one grade, and which reports go upward when.
public struct ClockTable: Hashable, Codable, Sendable {
    public struct Row: Hashable, Codable, Sendable {
        /// `I` … `IV`.
        public let grade: String
        public let acknowledgeWithin: Seconds
        public let verifyWithin: Seconds
        /// Until the first team or department has accepted.
        public let respondWithin: Seconds
        /// At most this long between two entries in the timeline.
        public let updateEvery: Seconds
        public let closeWithin: Seconds
        public let handOverWithin: Seconds
        /// How often teams in danger are asked whether they are well.
        public let rollCallEvery: Seconds

        public init(
            grade: String, acknowledgeWithin: Seconds, verifyWithin: Seconds, respondWithin: Seconds, updateEvery: Seconds, closeWithin: Seconds,
            handOverWithin: Seconds, rollCallEvery: Seconds
        ) {
            self.grade = grade
            self.acknowledgeWithin = acknowledgeWithin
            self.verifyWithin = verifyWithin
            self.respondWithin = respondWithin
            self.updateEvery = updateEvery
            self.closeWithin = closeWithin
            self.handOverWithin = handOverWithin
            self.rollCallEvery = rollCallEvery
        }
    }

    /// A statutory report upward: due to the next level within a span of the opening or regrading.
    public struct StatutoryReport: Hashable, Codable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let grades: [String]
        public let to: CenterLevel
        public let within: Seconds

        public init(id: String, name: LocalizedText, grades: [String], to: CenterLevel, within: Seconds) {
            self.id = id
            self.name = name
            self.grades = grades
            self.to = to
            self.within = within
        }
    }

    public var rows: [Row]
    public var reports: [StatutoryReport]
    /// The part of a clock after which it warns, 0…1.
    public var warnAtFraction: Double

    public init(rows: [Row], reports: [StatutoryReport], warnAtFraction: Double) {
        self.rows = rows
        self.reports = reports
        self.warnAtFraction = warnAtFraction
    }

    /// The row of a grade, or the mildest row when the grade has none of its own.
    public func row(for grade: String) -> Row? { rows.first { $0.grade == grade } ?? rows.last }
}
