/// Spellings of the same character made equal, one code point at a time: case and width.
enum Folding {
  /// The lower-case, normal-width form of `scalar`.
  ///
  /// Every code point by itself, so a final sigma becomes an ordinary one and U+0130 a plain `i`.
  @inline(__always)
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value < low.count ? low[Int(scalar.value)] : folded(scalar)
  }

  /// The forms of all alphabets and kana, looked up once.
  private static let low: [Unicode.Scalar] = (0..<0x3400).map { value in
    Unicode.Scalar(UInt32(value)).map(folded) ?? "\u{FFFD}"
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3C2: "\u{3C3}"
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3: scalar
    case 0xFF01...0xFF5E: lowered(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    case 0xFF66...0xFF9F: halfWidthKatakana[Int(scalar.value) - 0xFF66]
    case 0xF900...0xFAFF, 0x2F800...0x2FA1F: Composition.unified(scalar)
    default: lowered(scalar)
    }
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }

  /// U+FF66 to U+FF9F at normal width; the last two are the voiced marks, as combining marks.
  private static let halfWidthKatakana = Array(
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}"
      .unicodeScalars)
}
