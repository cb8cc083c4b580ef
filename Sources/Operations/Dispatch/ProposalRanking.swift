import City
import Geo
import HazardKit
import Incidents

/// Ranks the teams that have the skill asked for: free before busy, near before far, and among equals the one whose leaving
/// uncovers least. A pure function of what it is given.
struct ProposalRanking {
    let city: CityModel
    /// Teams that hold an open task.
    let busy: Set<TeamID>
    /// Teams whose own state is not one of those in which they can be sent.
    let states: [TeamID: String]
    let openRequests: [Proposal.Request]

    /// The state in which a team can be sent.
    static let availableState = "available"
    /// A desk reads a handful; the bound keeps one answer small in a city with hundreds of teams.
    static let proposalCountMax = 20

    /// Teams of the owner's chain of centers that have the skill; all teams of the chain when none is named.
    func candidates(skill: Skill?, owner: CenterCode) -> [Team] {
        let chain = Set(city.chain(from: owner))
        let district = city.center(at: .district, above: owner)?.code
        return city.teams.filter { team in
            guard skill.map(team.skills.contains) ?? true else { return false }
            return chain.contains(team.center) || district.map { city.isWithin(team.center, $0) } ?? false
        }
    }

    func isFree(_ team: TeamID) -> Bool {
        !busy.contains(team) && (states[team] ?? Self.availableState) == Self.availableState
    }

    /// - Parameter times: seconds for each candidate, nil where cut off.
    func rank(_ candidates: [Team], times: [Seconds?], asking incident: IncidentID) -> [Proposal] {
        let proposals = zip(candidates, times).map { team, time in
            Proposal(
                team: team.id, name: team.name, department: team.department, skills: team.skills, travelSeconds: time?.value, free: isFree(team.id),
                state: states[team.id] ?? Self.availableState, uncovers: gaps(without: team),
                competing: openRequests.filter { $0.incident != incident && team.skills.contains($0.skill) }.sorted(by: Self.graverFirst))
        }
        return Array(proposals.sorted(by: Self.better).prefix(Self.proposalCountMax))
    }

    private func gaps(without team: Team) -> [Proposal.Gap] {
        guard isFree(team.id), let center = city.center(team.center) else { return [] }
        return team.skills.filter { skill in
            !city.teams.contains { $0.id != team.id && $0.center == team.center && $0.skills.contains(skill) && isFree($0.id) }
        }.map { Proposal.Gap(center: team.center, name: center.name, skill: $0) }
    }

    private static func graverFirst(_ left: Proposal.Request, _ right: Proposal.Request) -> Bool {
        left.grade != right.grade ? left.grade > right.grade : left.task < right.task
    }

    private static func better(_ left: Proposal, _ right: Proposal) -> Bool {
        if left.free != right.free { return left.free }
        switch (left.travelSeconds, right.travelSeconds) {
        case (let near?, let far?) where near != far: return near < far
        case (nil, .some): return false
        case (.some, nil): return true
        default: break
        }
        return left.uncovers.count != right.uncovers.count ? left.uncovers.count < right.uncovers.count : left.team < right.team
    }
}
