/// Schemas of detections and what is made of them.
extension Schemas {
    private static let source = choice(["infrared", "camera", "call", "report", "drone", "satellite"])

    static let detections: [JSONValue.Member] = [
        object("DetectionBox", ["left": number, "top": number, "width": number, "height": number]),
        object(
            "Detection",
            [
                "id": text, "source?": source, "detector?": text, "camera?": text, "time": time, "confidence": number, "label?": text,
                "point?": point,
                "uncertaintyMetres?": number, "from?": point, "azimuthDegrees?": number, "halfAngleDegrees?": number, "elevationDegrees?": number,
                "rangeMetres?": number, "box?": reference("DetectionBox"), "frame?": text, "synthetic?": flag,
            ]),
        object("RecogniserStatus", ["camera?": text, "recogniser?": text, "point?": point, "working": flag]),
        object("Detections", ["kind?": text, "detections": list(of: reference("Detection")), "status?": list(of: reference("RecogniserStatus"))]),
        object("DetectionOutcome", ["id": text, "taken": flag, "cluster?": whole, "why?": text]),
        items("DetectionOutcomes", "DetectionOutcome"),
        object(
            "DetectionMember",
            [
                "detection": text, "detector": text, "source": source, "label": text, "first": time, "last": time, "count": whole,
                "confidence": number,
                "azimuthDegrees?": number, "box?": reference("DetectionBox"), "doubts": list(of: words), "shared": flag,
            ]),
        object(
            "DetectionCluster",
            [
                "cluster": whole, "point": point, "semiMajorMetres": number, "semiMinorMetres": number, "majorAzimuthDegrees": number,
                "located": flag,
                "grade": text, "priority": number, "first": time, "last": time, "summary": words, "splitOff": flag,
                "members": list(of: reference("DetectionMember")),
            ]),
        object(
            "DetectionFrame",
            ["digest": text, "detection": text, "detector": text, "at": time, "box?": reference("DetectionBox"), "synthetic": flag]),
        object(
            "Belonging",
            ["alert": text, "incident": text, "reason": choice(["near", "described", "direction", "crossing"]), "metres?": number]),
        object(
            "DetectionList",
            [
                "items": list(of: reference("DetectionCluster")), "frames": list(of: reference("DetectionFrame")), "map": ["type": "object"],
                "belonging?": reference("Belonging"),
            ]),
        object("HotSpotFault", ["line": whole, "why": text]),
        object("HotSpotsTaken", ["taken": whole, "outside": whole, "faults": list(of: reference("HotSpotFault"))]),
        object(
            "HotSpotFeed",
            [
                "state": choice(["none", "waiting", "up", "failing"]), "host?": text, "since?": time, "lastGood?": time, "inside": whole,
                "outside": whole,
                "bad": whole, "why?": words,
            ]),
        .init(name: "HotSpots", value: text),
        object("AlertSplit", ["id": text, "detections": list(of: text), "reason": text]),
        object("AlertSplitUndo", ["id": text, "reason": text]),
        object("Done", ["done": flag]),
    ]
}
