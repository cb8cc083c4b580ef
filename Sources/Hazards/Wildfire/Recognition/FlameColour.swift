/// The colour of flame, by rules in YCbCr (T. Celik, H. Demirel 2009, Fire detection in video sequences using a generic color model), and by one in
/// RGB for light to pass (T.-H. Chen and others 2004: red ≥ green > blue, and red strong).
enum FlameColour {
    /// Channels and luma are 0 … 255.
    @inline(__always)
    static func has(_ red: Int, _ green: Int, _ blue: Int, luma: Int) -> Bool {
        // Cb − 128 and Cr − 128 of ITU-R BT.601 in 256ths.
        let blueness = -43 * red - 85 * green + 128 * blue
        let redness = 128 * red - 107 * green - 21 * blue
        return red >= redMin && red >= green && green > blue && redness - blueness >= chromaApart << 8 && luma << 8 > blueness + 128 << 8
    }

    /// Darker red is a roof or a brick wall more often than a flame.
    static let redMin = 160
    /// Cr must exceed Cb by this at least (τ of the paper, where 40 is chosen by the receiver curve over its own pictures).
    static let chromaApart = 40
}
