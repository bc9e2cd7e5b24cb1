internal import Store

extension Rule {
  /// Texts with characters that nobody sees and no model should learn: control characters, the
  /// replacement character, byte order marks, marks of direction, private use, and spaces of no width.
  ///
  /// Tabs and line ends are fine, so are the joiners that Persian, Hindi and emoji need. A zero-width
  /// space is where it is written, in Thai, Lao, Khmer and Burmese.
  ///
  /// Source: AlpacaDataCleaned, "extraneous escape and control characters".
  static let controlCharacters = Rule(
    "control-characters", [.question, .answer], .drop, "the text has invisible characters"
  ) { _ in
    { pair in
      guard let index = firstSuspect(pair.judged.bytes) else { return nil }
      let hidden = String(decoding: pair.judged.bytes[index...], as: UTF8.self).unicodeScalars
        .first { isHidden($0, in: pair.judged) }
      guard let hidden else { return nil }
      let code = String(hidden.value, radix: 16, uppercase: true)
      let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
      return RuleFinding(reason: "the text has the character U+\(digits)")
    }
  }

  /// Where the bytes of a character begin that may be hidden.
  private static func firstSuspect(_ bytes: [UInt8]) -> Int? {
    bytes.firstIndex { byte in
      switch byte {
      case 0x09, 0x0A, 0x0D: false
      case ..<0x20, 0x7F, 0xC2, 0xE2, 0xEE, 0xEF, 0xF3, 0xF4: true
      default: false
      }
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar, in text: RuleText) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case ..<0x20, 0x7F...0x9F, 0xFFFD, 0xFEFF, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      true
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: true
    case 0x200B: !text.bytes.contains { $0 == 0xE1 || $0 == 0xE0 }
    default: false
    }
  }
}
