import City
import Geo
import HazardKit
import Incidents
import TravelTimes

/// Ranks the teams that have the skill asked for: those who are cut off after all others, since a free team that cannot get there is no use; free
/// before busy, busy before those that their own state keeps at home, near before far, among equals the one whose leaving uncovers least. A pure
/// function of what it is given.
struct ProposalRanking {
    let city: CityModel
    /// Teams that hold an open task.
    let busy: Set<TeamID>
    /// What teams have said of themselves, as codes of the city.
    let states: [TeamID: String]
    let requests: [Proposal.Request]

    /// The state of a team that has said nothing.
    static let availableState = "available"
    /// A desk reads a handful; the bound keeps one answer small in a city with hundreds of teams.
    static let proposalCountMax = 20

    /// Teams that have the skill, of the chains and districts of these centers: an owner across the border has teams of its own, and those
    /// of the place are still the nearest. All teams there when no skill is named.
    func candidates(skill: Skill?, near centers: [CenterCode]) -> [Team] {
        let chain = Set(centers.flatMap { city.chain(from: $0) })
        let districts = Set(centers.compactMap { city.center(at: .district, above: $0)?.code })
        return city.teams.filter { team in
            guard skill.map(team.skills.contains) ?? true else { return false }
            return chain.contains(team.center) || districts.contains { city.isWithin(team.center, $0) }
        }
    }

    func isFree(_ team: TeamID) -> Bool { !busy.contains(team) && hindrance(of: team) == nil }

    /// The state that keeps a team from being sent, as the city's status set says.
    private func hindrance(of team: TeamID) -> Code? {
        guard let state = states[team] else { return nil }
        return city.codes.teamStates.first { $0.id == state && !$0.dispatchable }
    }

    /// - Parameter times: for each candidate.
    func rank(_ candidates: [Team], times: [TravelTime]) -> [Proposal] {
        let requests = requests.sorted(by: Self.graverFirst)
        let proposals = zip(candidates, times).map { team, time in
            Proposal(
                team: team.id, name: team.name, department: team.department, skills: team.skills, travelSeconds: time.value,
                cutOff: time == .cutOff, free: isFree(team.id), state: states[team.id] ?? Self.availableState,
                unavailable: hindrance(of: team.id)?.name, uncovers: gaps(without: team),
                competing: requests.filter { team.skills.contains($0.skill) })
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
        if left.grade != right.grade { return left.grade > right.grade }
        if left.since != right.since { return left.since < right.since }
        return (left.incident, left.task ?? "") < (right.incident, right.task ?? "")
    }

    private static func better(_ left: Proposal, _ right: Proposal) -> Bool {
        if left.cutOff != right.cutOff { return right.cutOff }
        if left.free != right.free { return left.free }
        if (left.unavailable == nil) != (right.unavailable == nil) { return left.unavailable == nil }
        let isReady = (left.state == availableState, right.state == availableState)
        if isReady.0 != isReady.1 { return isReady.0 }
        switch (left.travelSeconds, right.travelSeconds) {
        case (let near?, let far?) where near != far: return near < far
        case (nil, .some): return false
        case (.some, nil): return true
        default: break
        }
        return left.uncovers.count != right.uncovers.count ? left.uncovers.count < right.uncovers.count : left.team < right.team
    }
}
