/// The luma of each pixel of a picture (ITU-R BT.601, 0 … 255), and the same over blocks of 4 × 4.
struct LightPlane {
    let width: Int
    let height: Int
    let luma: [UInt8]
    /// Means over blocks; a row of blocks has `width / blockSide`.
    let blocks: [UInt8]
    /// Where the picture is, without black bars at its edges.
    let content: PixelArea

    static let blockSide = 4

    init(_ frame: PixelFrame) {
        let (width, height) = (frame.width, frame.height)
        luma = [UInt8](unsafeUninitializedCapacity: width * height) { plane, count in
            frame.rgb.withUnsafeBufferPointer { rgb in
                for pixel in 0..<width * height {
                    let (red, green, blue) = (Int(rgb[3 * pixel]), Int(rgb[3 * pixel + 1]), Int(rgb[3 * pixel + 2]))
                    plane[pixel] = UInt8(truncatingIfNeeded: (77 * red + 150 * green + 29 * blue) >> 8)
                }
            }
            count = width * height
        }
        self.width = width
        self.height = height
        blocks = Self.blocks(luma, width: width, height: height)
        content = Self.content(luma, width: width, height: height)
    }

    private static func blocks(_ luma: [UInt8], width: Int, height: Int) -> [UInt8] {
        let (across, down) = (width / blockSide, height / blockSide)
        return [UInt8](unsafeUninitializedCapacity: across * down) { blocks, count in
            luma.withUnsafeBufferPointer { luma in
                for row in 0..<down {
                    for column in 0..<across {
                        var sum = 0
                        for y in 0..<blockSide {
                            let start = (row * blockSide + y) * width + column * blockSide
                            for x in 0..<blockSide { sum += Int(luma[start + x]) }
                        }
                        blocks[row * across + column] = UInt8(truncatingIfNeeded: sum / (blockSide * blockSide))
                    }
                }
            }
            count = across * down
        }
    }

    /// Rows and columns count as bars from the edge inwards while they are black throughout.
    private static func content(_ luma: [UInt8], width: Int, height: Int) -> PixelArea {
        var area = PixelArea(left: 0, top: 0, right: width, bottom: height)
        luma.withUnsafeBufferPointer { luma in
            func isBar(row: Int) -> Bool { isBlack(luma, from: row * width, step: 1, count: width) }
            func isBar(column: Int) -> Bool { isBlack(luma, from: column, step: width, count: height) }
            while area.top < height * barPercentMax / 100, isBar(row: area.top) { area.top += 1 }
            while height - area.bottom < height * barPercentMax / 100, isBar(row: area.bottom - 1) { area.bottom -= 1 }
            while area.left < width * barPercentMax / 100, isBar(column: area.left) { area.left += 1 }
            while width - area.right < width * barPercentMax / 100, isBar(column: area.right - 1) { area.right -= 1 }
        }
        return area
    }

    private static func isBlack(_ luma: UnsafeBufferPointer<UInt8>, from start: Int, step: Int, count: Int) -> Bool {
        var sum = 0
        for number in 0..<count { sum += Int(luma[start + number * step]) }
        return sum < blackLumaMax * count
    }

    /// A bar is this dark on the average; a compressed one is not quite black.
    static let blackLumaMax = 10
    /// No more is cut from one edge: a night scene that is black almost everywhere stays a picture.
    static let barPercentMax = 30
}
