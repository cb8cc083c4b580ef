extension VehicleRules {
    /// What stands at a node with these tags in the way of the vehicle; nil when nothing does.
    public func obstacle(of tags: RoadTags) -> NodeObstacle? {
        guard !tags.isEmpty else { return nil }
        var obstacle = NodeObstacle()
        if let access = resolved(tags.first(of: accessKeys)) {
            obstacle.isBarrier = forbidden.contains(access) && !localOnly.contains(access)
        } else if let barrier = tags["barrier"] {
            stand(before: barrier, tags, &obstacle)
        }
        if waitsAtSigns { wait(at: tags["highway"], tags, &obstacle) }
        return obstacle.isNothing ? nil : obstacle
    }

    private func stand(before barrier: String, _ tags: RoadTags, _ obstacle: inout NodeObstacle) {
        if let seconds = openingSeconds[barrier] {
            obstacle.seconds += seconds
            return
        }
        let isLow = barrier == "height_restrictor" && (Measures.clearHeight(tags["maxheight"]) ?? .infinity) < heightMetres
        let isFlat = ["lowered", "flush"].contains(tags["kerb"]) || (barrier == "kerb" && tags["highway"] == "crossing")
        let isAudible = barrier == "fence" && ["audible", "audio"].contains(tags["sensory"])
        obstacle.isBarrier = isLow || !(openBarriers.contains(barrier) || tags["bollard"] == "rising" || isFlat || isAudible)
    }

    /// Seconds at traffic signs: OSRM 26.10, `lib/obstacles.lua`.
    private func wait(at highway: String?, _ tags: RoadTags, _ obstacle: inout NodeObstacle) {
        var direction = tags["direction"]
        switch highway {
        case "traffic_signals":
            direction = tags["traffic_signals:direction"] ?? direction
            obstacle.seconds += 2
        case "stop":
            obstacle.sign = tags["stop"] == "minor" ? .minorStop : .stop
            obstacle.seconds += 2
        case "give_way": obstacle.seconds += 1
        default: return
        }
        obstacle.forwardOnly = direction == "forward" ? true : direction == "backward" ? false : nil
    }
}
