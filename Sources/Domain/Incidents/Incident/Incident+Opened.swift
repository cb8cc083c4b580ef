import City

extension Incident {
    init(_ body: IncidentOpened, at moment: Instant) {
        let opening = body.incident
        id = opening.id
        state = .open
        kind = opening.kind
        grade = opening.grade
        title = opening.title
        point = opening.point
        place = opening.place
        township = opening.township
        district = opening.district
        owner = opening.owner
        approximate = opening.approximate
        site = opening.site
        openedAt = moment
        exercise = opening.exercise
        synthetic = opening.synthetic
        alerts = opening.alert.map { [$0] } ?? []
        clocks = body.clocks
        responsible = Responsibility(center: opening.owner)
        escalations = []
        handOver = nil
        plan = PlanRecord(playbook: nil, version: nil, grades: [], steps: [])
        departments = []
        tasks = []
        links = []
        reports = []
        photos = []
        (extent, extentCount) = (nil, nil)
        personnel = Personnel(every: body.rollCallEvery, pending: nil, count: 0, nextAt: nil, missed: [:], alarmed: [])
        disposition = nil
        cause = nil
        mergedInto = nil
        closedAt = nil
        regrade = nil
        gravestAnswered = opening.grade
    }
}
