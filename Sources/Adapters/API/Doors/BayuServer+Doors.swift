import City
import Logging
import Operations

extension BayuServer {
    /// All resources, then the document about them, then the router before them.
    static func doors(_ settings: ServerSettings, _ parts: ServerDependencies, _ stream: BoardStream, logger: Logger) -> (RouteList, FrontDoor) {
        let limits = DoorLimits(settings.rates)
        let page = MetricsPage()
        let document = DocumentPage()
        let routes = RouteList(resources(settings, parts, stream, limits) + [page.route, document.route])
        let metrics = Metrics(routes: routes.routes.map(\.name), gauges: Gauge.process + gauges(stream, limits) + parts.gauges)
        page.fill(metrics)
        document.fill(OpenAPI.document(routes))
        let porter = Porter(
            gatekeeper: parts.gatekeeper, limits: limits, metrics: metrics, readiness: parts.readiness, behindProxy: settings.behindProxy,
            logger: logger)
        let door = FrontDoor(
            router: routes.router(porter: porter), routes: routes, assets: parts.assets,
            headers: SecurityHeaders(policy: parts.assets.policy, tls: settings.isSeenOverTLS), metrics: metrics)
        return (routes, door)
    }

    private static func resources(_ settings: ServerSettings, _ parts: ServerDependencies, _ stream: BoardStream, _ limits: DoorLimits) -> [Route] {
        let desk = parts.desk
        let places = SitePlaces(city: desk.city, jurisdictions: parts.jurisdictions, at: parts.now())
        let lists: [[Route]] = [
            Sessions(gatekeeper: parts.gatekeeper, city: desk.city, limits: limits, settings: settings).routes,
            CityPages(city: desk.city, jurisdictions: parts.jurisdictions, now: parts.now, scenario: parts.scenario, demo: settings.demoAccounts)
                .routes,
            SitePages(city: desk.city, places: places, sensing: parts.sensing, desk: desk).routes,
            SiteClouds(shelf: parts.clouds).routes,
            SiteMarks(city: desk.city, sensing: parts.sensing, cameras: parts.cameras, shelf: parts.clouds).routes,
            SiteGeology(shelf: parts.geology).routes,
            Network(desk: desk, sensing: parts.sensing, now: parts.now, places: places).routes,
            Board(desk: desk).routes,
            Events(stream: stream, gatekeeper: parts.gatekeeper, desk: desk).routes,
            Alerts(desk: desk).routes,
            Alarms(desk: desk, rules: parts.rules).routes,
            Reports(desk: desk, detections: parts.detections).routes,
            IncidentPages(desk: desk, jurisdictions: parts.jurisdictions, now: parts.now).routes,
            IncidentCommands(desk: desk).routes,
            Evacuations(desk: desk).routes,
            DronePages(desk: desk, drones: parts.drones).routes,
            FirePages(desk: desk, fires: parts.fires).routes,
            RainRoundPages(desk: desk, sensing: parts.sensing).routes,
            CaseFiles(desk: desk).routes,
            Photos(desk: desk, photos: parts.photos).routes,
            CameraPages(
                desk: desk, cameras: parts.cameras, jurisdictions: parts.jurisdictions, gatekeeper: parts.gatekeeper, now: parts.now
            ).routes,
            Tasks(desk: desk).routes,
            Teams(desk: desk).routes,
            Persons(desk: desk).routes,
            Subscriptions(desk: desk, loopbackOnly: settings.demoAccounts).routes,
            Hooks(desk: desk, detections: parts.detections, fires: parts.fires, secret: parts.hookSecret, now: parts.now).routes,
            DetectionPages(desk: desk, detections: parts.detections, hotSpots: parts.hotSpots).routes,
            Observations(sensing: parts.sensing, city: desk.city, now: parts.now).routes,
            Health(readiness: parts.readiness, checkLog: parts.checkLog).routes,
        ]
        return lists.flatMap(\.self)
    }

    private static func gauges(_ stream: BoardStream, _ limits: DoorLimits) -> [Gauge] {
        return [
            Gauge("bayu_listeners", "Boards listening to events.") { Double(stream.listenerCount) },
            Gauge("bayu_http_requests_in_flight", "Requests being answered now.") {
                let counts = limits.admission.counts
                return Double(counts.person + counts.device)
            },
        ]
    }
}
