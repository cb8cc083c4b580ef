import Testing

@testable import Wildfire

@Suite("recognising flame and smoke in a picture")
struct RecogniserTests {
    @Test("a picture with too few bytes or of a size that nobody can look at is refused")
    func bounds() {
        #expect(throws: PixelFrameFault.byteCount(expected: 12_288, found: 5)) { try PixelFrame(width: 64, height: 64, rgb: [1, 2, 3, 4, 5]) }
        #expect(throws: PixelFrameFault.sides(width: 2_000, height: 64)) { try PixelFrame(width: 2_000, height: 64, rgb: []) }
        #expect(throws: PixelFrameFault.sides(width: 640, height: 0)) { try PixelFrame(width: 640, height: 0, rgb: []) }
    }

    @Test("orange and yellow have the colour of flame; grey, blue, green and dark red have not")
    func colour() {
        let flames = [(255, 140, 30), (250, 200, 60), (220, 90, 20)]
        let others = [(128, 128, 128), (40, 80, 200), (60, 160, 60), (110, 30, 25), (255, 255, 255)]
        for (red, green, blue) in flames { #expect(FlameColour.has(red, green, blue, luma: Painted.luma(red, green, blue))) }
        for (red, green, blue) in others { #expect(!FlameColour.has(red, green, blue, luma: Painted.luma(red, green, blue))) }
    }

    @Test("cells know where a burning patch lies, and black bars are no part of the picture")
    func cells() throws {
        let frame = try Painted.frame { x, y in
            if y < 36 || y >= 324 { return (0, 0, 0) }
            return (320..<352).contains(x) && (172..<189).contains(y) ? (255, 150, 40) : (60, 90, 60)
        }
        let cells = PictureCells(frame)
        #expect(cells.content == PixelArea(left: 0, top: 9, right: 160, bottom: 81))
        let burning = (0..<PictureCells.count).filter { cells[$0, .flame] > 0.5 }
        #expect(burning == [7 * 20 + 10])
        #expect(cells.values.allSatisfy { $0.isFinite && $0 >= -1 && $0 <= 2 })
    }

    @Test("a picture that is all black is looked at as a whole")
    func black() throws {
        let cells = PictureCells(try Painted.frame { _, _ in (0, 0, 0) })
        #expect(cells.content.width > 60 && cells.content.height > 30)
        #expect(cells.values.allSatisfy { $0 == 0 })
    }

    @Test("cells that hang together make one box in fractions of the picture, and lonely ones none")
    func regions() throws {
        var taken = [Bool](repeating: false, count: PictureCells.count)
        for cell in [21, 22, 41, 42, 200] { taken[cell] = true }
        let regions = CellRegions(taken: taken, weight: taken.map { $0 ? 0.8 : 0 })
        let boxes = regions.boxes(.smoke, in: PixelArea(left: 0, top: 0, right: 160, bottom: 90), of: try Painted.frame { _, _ in (9, 9, 9) })
        let box = try #require(boxes.first)
        #expect(boxes.count == 1 && box.kind == .smoke && abs(box.confidence - 0.8) < 1e-6)
        #expect(abs(box.box.x - 0.05) < 1e-9 && abs(box.box.y - 1.0 / 15) < 1e-9)
        #expect(abs(box.box.width - 0.1) < 1e-9 && abs(box.box.height - 2.0 / 15) < 1e-9)
    }

    @Test("weights for traits that nobody computes are refused by name")
    func misfit() throws {
        let head = RecogniserWeights.Head(bias: 0, linear: ["shine": 1], root: [:])
        let heads = RecogniserWeights.Heads(flame: head, smoke: head, either: head)
        let weights = RecogniserWeights(whole: heads, local: heads, localPart: 0, scoreMin: 0, smokeLeadMin: 0, flameLeadMax: 0)
        let misfit = #expect(throws: RecogniserMisfit.self) { try Recogniser(weights) }
        #expect(misfit?.traits.contains("shine") == true && misfit?.traits.contains("light") == true)
    }

    @Test("the confidence of a yes is one half or more, and only a yes has boxes")
    func decision() throws {
        let sure = try Painted.recogniser(bias: 2), unsure = try Painted.recogniser(bias: -2)
        let frame = try Painted.frame { x, _ in (UInt8(x % 200), 80, 80) }
        let (yes, no) = (sure.look(at: frame), unsure.look(at: frame))
        #expect(yes.hasFlame && yes.hasSmoke && !yes.boxes.isEmpty)
        #expect(!no.hasFlame && !no.hasSmoke && no.boxes.isEmpty)
        #expect((0...1).contains(yes.flameConfidence) && (0...1).contains(no.smokeConfidence))
    }
}
