/// Schemas of cameras and their pictures.
extension Schemas {
    static let cameras: [JSONValue.Member] = [
        object(
            "Camera",
            [
                "id": text, "name": words, "site?": text, "point": point, "heightMetres": number, "bearingDegrees": number, "tiltDegrees": number,
                "horizontalFieldDegrees": number, "verticalFieldDegrees": number, "rangeMetres": number, "cone": list(of: point),
                "visible?": list(of: list(of: point)), "maskCount": whole, "connected": flag, "obstacle?": text, "lastPictureAt?": time,
                "sight?": reference("CameraSight"), "synthetic": flag,
            ]),
        object(
            "CameraSight",
            ["seen": flag, "distanceMetres?": number, "why?": choice(["beyondRange", "outsidePicture", "hidden", "unknownGround"])]),
        items("CameraList", "Camera"),
        object("Frame", ["id": text, "camera": text, "caption?": text]),
    ]
}
