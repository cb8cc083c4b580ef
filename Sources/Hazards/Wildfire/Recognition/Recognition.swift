/// What a recogniser looks for.
public enum FireSign: String, Codable, Hashable, Sendable, CaseIterable {
    case flame
    case smoke
}

/// A part of a picture, in fractions of its width and height from the left and the top.
public struct PictureBox: Codable, Hashable, Sendable {
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// Where in a picture there seems to be flame or smoke, and how sure that is: 0 … 1.
public struct SignBox: Codable, Hashable, Sendable {
    public let kind: FireSign
    public let box: PictureBox
    public let confidence: Double

    public init(kind: FireSign, box: PictureBox, confidence: Double) {
        self.kind = kind
        self.box = box
        self.confidence = confidence
    }
}

/// What a recogniser says of one picture. A confidence of 0.5 or more is a yes.
public struct Recognition: Hashable, Sendable {
    public let flameConfidence: Double
    public let smokeConfidence: Double
    public let boxes: [SignBox]

    public init(flameConfidence: Double, smokeConfidence: Double, boxes: [SignBox]) {
        self.flameConfidence = flameConfidence
        self.smokeConfidence = smokeConfidence
        self.boxes = boxes
    }

    public var hasFlame: Bool { flameConfidence >= 0.5 }
    public var hasSmoke: Bool { smokeConfidence >= 0.5 }
}
