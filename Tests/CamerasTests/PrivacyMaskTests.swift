import Cameras
import Testing

@Suite("What of a picture nobody sees")
struct PrivacyMaskTests {
    private func mask(_ corners: [(Double, Double)]) throws -> PrivacyMask {
        try PrivacyMask(corners: corners.map { PictureCorner(x: $0.0, y: $0.1) })
    }

    /// 0.25, 0.5 and 0.75 are lines of the grid of 64 × 36.
    @Test("a rectangle on the lines of the grid is one box, and no more than itself")
    func rectangle() throws {
        let boxes = try mask([(0.25, 0.25), (0.75, 0.25), (0.75, 0.5), (0.25, 0.5)]).boxes
        #expect(boxes.count == 1)
        #expect(boxes.first.map { [$0.left, $0.top, $0.right, $0.bottom] } == [0.25, 0.25, 0.75, 0.5])
    }

    @Test("the boxes cover every point of the mask, and nothing more than a cell away from it")
    func triangle() throws {
        let boxes = try mask([(0.1, 0.1), (0.9, 0.2), (0.3, 0.85)]).boxes
        func isCovered(_ x: Double, _ y: Double) -> Bool { boxes.contains { $0.left <= x && x <= $0.right && $0.top <= y && y <= $0.bottom } }
        for first in stride(from: 0.0, through: 1, by: 0.02) {
            for second in stride(from: 0.0, through: 1 - first, by: 0.02) {
                let third = 1 - first - second
                #expect(isCovered(0.1 * first + 0.9 * second + 0.3 * third, 0.1 * first + 0.2 * second + 0.85 * third))
            }
        }
        #expect(!isCovered(0.05, 0.05) && !isCovered(0.8, 0.6) && !isCovered(0.1, 0.6))
    }

    @Test("a mask in very many pieces is covered by the one box around it")
    func pieces() throws {
        let teeth = (0..<15).flatMap { tooth in [(Double(tooth) / 15, 0.1), (Double(tooth) / 15 + 0.03, 0.93)] }
        let boxes = try mask(teeth + [(0.999, 0.1), (0.5, 0.05)]).boxes
        #expect(boxes.count == 1 && boxes.first?.top == 0.05 && boxes.first?.left == 0)
    }

    @Test("a mask with two corners, outside the picture, without area or with very many corners is refused in words")
    func refused() {
        let line = (0..<40).map { (Double($0) / 40, 0.5) }
        for corners in [[(0.1, 0.1), (0.2, 0.2)], [(0.1, 0.1), (1.2, 0.2), (0.2, 0.4)], [(0.1, 0.5), (0.2, 0.5), (0.9, 0.5)], line] {
            let fault = #expect(throws: PrivacyMaskFault.self) { try mask(corners) }
            #expect((fault?.message.count ?? 0) > 20)
        }
    }
}
