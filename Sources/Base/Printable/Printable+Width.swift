extension Printable {
  /// How many columns `text` takes on a terminal: two for East Asian wide characters and emoji,
  /// none for combining marks, one otherwise.
  package static func width(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + width(of: $1) }
  }

  /// How many columns one character takes.
  package static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    if scalars.contains(where: isEmoji) { return 2 }
    return scalars.reduce(0) { $0 + width(of: $1) }
  }

  /// Whether `scalar` makes its character an emoji: by itself, or as the selector U+FE0F.
  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFE0F || (scalar.value >= 0x231A && scalar.properties.isEmojiPresentation)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if (0x20..<0x7F).contains(scalar.value) { return 1 }
    if isJoinedJamo(scalar) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format:
      return scalar.value == 0xAD ? 1 : 0
    default:
      return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Whether `scalar` is a Hangul vowel or final, drawn within the syllable of its initial.
  private static func isJoinedJamo(_ scalar: Unicode.Scalar) -> Bool {
    (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
  }

  /// The ranges of EastAsianWidth.txt (Unicode 14) marked W or F, emoji aside, joined over gaps
  /// where nothing is assigned.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
