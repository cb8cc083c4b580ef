import City

/// Decides every request from the access table. Default deny.
public enum Access {
    /// Whether `actor` may do this to what `scope` describes. `purpose` is needed for what shows people.
    public static func decide(
        _ actor: Actor, _ permission: Permission, in scope: Scope, for purpose: LookPurpose? = nil, city: CityModel
    ) -> Decision {
        guard let role = Role(actor.role) else { return .deny(.unknownRole) }
        guard (role == .device) == (actor.kind == .device), actor.kind != .system else { return .deny(.wrongKindOfCaller) }
        guard role == .device || city.center(actor.center) != nil else { return .deny(.unknownCenter) }
        let cell = AccessTable.cell(permission, role)
        if let reason = refusal(cell.reach, of: actor, in: scope, city: city) { return .deny(reason) }
        if scope.closed && !cell.alsoClosed { return .deny(.matterClosed) }
        return permission.needsPurpose ? decideLook(role, for: purpose, closed: scope.closed) : .allow
    }

    /// What a role can do somewhere, for a screen that leaves out what is never allowed.
    public static func permissions(of role: Role) -> [Permission] {
        Permission.allCases.filter { AccessTable.cell($0, role).reach != .never }
    }

    private static func decideLook(_ role: Role, for purpose: LookPurpose?, closed: Bool) -> Decision {
        guard let purpose else { return .deny(.purposeMissing) }
        let allowed = AccessTable.purposes(role).contains(purpose) && (!closed || purpose.alsoClosed)
        return allowed ? .allow : .deny(.purposeNotAllowed)
    }

    /// Why the reach of a cell does not cover the scope; nil when it does.
    private static func refusal(_ reach: Cell.Reach, of actor: Actor, in scope: Scope, city: CityModel) -> Decision.Reason? {
        func isOwn(_ code: CenterCode?) -> Bool { code.map { city.isWithin($0, actor.center) } ?? false }
        let covered: Bool
        let otherwise: Decision.Reason
        switch reach {
        case .never:
            return .roleMayNot
        case .anywhere:
            return nil
        case .ownCenter:
            (covered, otherwise) = (isOwn(scope.center) || isOwn(scope.owner), .outsideJurisdiction)
        case .ownerOnly:
            (covered, otherwise) = (isOwn(scope.owner), .notTheOwner)
        case .involved:
            let isTouched = isOwn(scope.center) || isOwn(scope.owner) || scope.parties.contains { isOwn($0.center) }
            (covered, otherwise) = (isTouched, .outsideJurisdiction)
        case .ownDesk, .ownDeskOrOwner:
            let isAddressed = scope.parties.contains { $0.department == nil && $0.team == nil && isOwn($0.center) }
            (covered, otherwise) = (isAddressed || reach == .ownDeskOrOwner && isOwn(scope.owner), .notAddressed)
        case .ownDepartment:
            let isAddressed = actor.department != nil && scope.parties.contains { $0.department == actor.department && isOwn($0.center) }
            (covered, otherwise) = (isAddressed, .notAddressed)
        case .ownTeam:
            let isAddressed = actor.team != nil && scope.parties.contains { $0.team == actor.team }
            (covered, otherwise) = (isAddressed, .notAddressed)
        }
        return covered ? nil : otherwise
    }
}
