/// Schemas of the city, its network and its readings.
extension Schemas {
    static let words = reference("LocalizedText")
    static let point = reference("Point")
    static let grade = choice(["I", "II", "III", "IV"])

    static let city: [JSONValue.Member] = [
        object("Point", ["latitude": number, "longitude": number]),
        object("Code", ["id": text, "name": words, "archived": flag, "dispatchable?": flag]),
        object(
            "CodeBook",
            [
                "dispositions": list(of: reference("Code")), "causes": list(of: reference("Code")), "rejectionLabels": list(of: reference("Code")),
                "teamStates": list(of: reference("Code")),
            ]),
        object("Department", ["id": text, "name": words]),
        object("Kind", ["id": text, "name": words, "mergeRadiusMetres": number, "mergeWindow": number]),
        object("Scenario", ["name": text, "label": words]),
        object("Welcome", ["name": words, "demo": flag, "scenario?": reference("Scenario")]),
        object(
            "City",
            [
                "id": text, "name": words, "timeZone": text, "attribution": list(of: text), "departments": list(of: reference("Department")),
                "kinds": list(of: reference("Kind")), "skills": list(of: reference("Code")), "codes": reference("CodeBook"),
                "clocks": ["type": "object"],
                "grades": list(of: grade), "scenario?": reference("Scenario"), "demo": flag,
            ]),
        object(
            "Center",
            [
                "code": text, "level": choice(["township", "district", "municipal"]), "name": words, "parent?": text, "point?": point,
                "pointIsPlaceholder": flag, "membershipUnverified": flag, "population?": whole,
            ]),
        items("CenterList", "Center"),
        object(
            "Site",
            [
                "id": text, "kind": text, "name": words, "point": point, "township?": text, "district?": text, "failureType?": reference("Word"),
                "people?": whole, "synthetic": flag,
            ]),
        object("Word", ["id": text, "name": words]),
        object("SiteFact", ["key": text, "label": words, "value": [:], "unit?": text]),
        object(
            "Exposure",
            ["people?": whole, "households?": whole, "roadMetres?": number, "shippingLane?": flag, "scenicArea?": flag]),
        object(
            "Zone",
            ["id": text, "name": words, "outline": list(of: point), "people?": whole, "households?": whole, "assembly?": words]),
        items("SiteList", "Site"),
        object(
            "SitePage",
            [
                "id": text, "kind": text, "name": words, "point": point, "township?": text, "district?": text, "synthetic": flag,
                "outline": list(of: point), "failureType?": reference("Word"), "facts": list(of: reference("SiteFact")),
                "exposure?": reference("Exposure"), "watchers": list(of: reference("Word")), "volunteers?": whole,
                "plan?": ["type": "object", "properties": ["id": text, "version": whole, "name": words]],
                "zones": list(of: reference("Zone")),
                "word?": [
                    "type": "object",
                    "properties": ["grade": grade, "reason": words, "by": text, "from": time, "until": time],
                ],
                "datastreams": list(of: reference("SiteSeries")),
            ]),
        object(
            "SiteSeries",
            [
                "id": text, "name": words, "property": text, "unit": text, "intervalSeconds": number, "point": point,
                "latest?": ["type": "object", "properties": ["at": ["type": "string", "format": "date-time"], "value": ["type": "number"]]],
                "stale": flag, "synthetic": flag,
            ]),
        object("GradeWord", ["id": text, "grade": choice(["I", "II", "III", "IV", "none"]), "reason": text, "until": time]),
        object("GradeWithdrawal", ["id": text, "reason": text]),
        object("SurveyedSite", ["site": text]),
        items("CloudList", "SurveyedSite"),
        .init(name: "CloudIndex", value: ["type": "object", "description": "The octree of a point cloud as `bayu cloud build` writes it."]),
        .init(
            name: "SiteMarks",
            value: [
                "type": "object",
                "description": "Sensors and cameras of a site in the frame of its survey, metres; anchored tells whether it has one.",
            ]),
        .init(
            name: "GeologyVersions",
            value: ["type": "object", "description": "The versions of a site's layer model, newest first, with what each moved."]),
        .init(
            name: "GeologySection", value: ["type": "object", "description": "Tops of the layers along a line and the boreholes beside it, metres."]),
        object("Forest", ["id": text, "name": words, "site": text, "synthetic": flag, "squareKilometres?": number, "fires": list(of: text)]),
        items("ForestList", "Forest"),
        .init(
            name: "FirePicture",
            value: [
                "type": "object",
                "description": "The forecast of a fire with roads, water, crews and zones; with status 202 only `state: making`.",
            ]),
        .init(name: "WeatherForecast", value: text),
        object(
            "ForecastLabel",
            ["issuedAt": time, "source": text, "receivedAt": time, "from": time, "until": time, "state": choice(["current", "old"])]),
        object("ForecastTaken", ["forest": text, "hours": whole, "forecast": reference("ForecastLabel"), "doubts": list(of: words)]),
        object(
            "FireEdge",
            [
                "id": text, "at": time, "note?": text,
                "area": ["type": "object", "description": "GeoJSON: a Polygon or MultiPolygon, or features of such."],
            ]),
        object("CrewPosition", ["team": text, "point": point, "accuracyMetres?": number, "at": time]),
        object("AttackSpread", ["count": whole, "p50": number, "p90": number]),
        object("AttackCause", ["code?": text, "count": whole]),
        object(
            "AttackRow",
            [
                "group": choice(["all", "forest", "month", "grade"]), "key": text, "name?": words, "fires": whole,
                "spans": ["type": "object", "additionalProperties": reference("AttackSpread")],
                "areas": ["type": "object", "additionalProperties": reference("AttackSpread")], "prevented": whole, "preventedOf": whole,
                "heldInTime": whole, "heldOf": whole, "causes": list(of: reference("AttackCause")),
            ]),
        object("AttackTable", ["filter": text, "preventedUpTo": number, "rows": list(of: reference("AttackRow")), "falseAlarms": whole]),
        object("FireLineDraft", ["points": list(of: point), "people": whole, "beginsInMinutes": number]),
        object(
            "FireLineAnswer",
            [
                "metres": number, "buildMinutes": number, "verdict": choice(["holds", "tooHot", "late", "notReached"]), "marginMinutes?": number,
                "flameLength?": number, "arrivesInMinutes?": number,
            ]),
        object(
            "Place", ["township": text, "district": text, "municipal": text, "approximate": flag, "owner": text, "insideCity": flag]),
        object(
            "District",
            [
                "code": text, "name": words, "point?": point, "pointIsPlaceholder": flag, "townships": whole, "openAlerts": whole,
                "openIncidents": whole, "gravest?": grade, "datastreams?": whole, "datastreamsSilent?": whole, "datastreamsAwaited?": whole,
            ]),
        object(
            "Network",
            [
                "position": whole, "at": time, "hub?": reference("District"), "districts": list(of: reference("District")),
                "totals": ["type": "object", "additionalProperties": ["type": "integer"]],
                "own": ["type": "object", "additionalProperties": ["type": "integer"]],
            ]),
        object(
            "Datastream",
            [
                "id": text, "name": words, "site?": text, "point": point, "property": text, "unit": text, "value?": number, "at?": time,
                "quality?": choice(["good", "implausible", "late"]), "interval": number, "stale": flag, "synthetic": flag,
            ]),
        items("DatastreamList", "Datastream"),
        object("Reading", ["datastream": text, "phenomenonTime": time, "value": number, "quality": choice(["good", "implausible", "late"])]),
        items("ReadingList", "Reading"),
        .init(name: "Entity", value: ["type": "object", "description": "An entity as OGC SensorThings 1.1 writes it."]),
        object("Observation", ["phenomenonTime?": time, "result": number, "Datastream?": ["type": "object"]]),
        .init(name: "DataArrays", value: ["type": "array", "items": ["type": "object"]]),
        .init(name: "Created", value: ["type": "array", "items": ["type": "string"]]),
    ]
}
