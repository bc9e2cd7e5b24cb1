internal import Store

extension Rule {
  /// Instructions that begin with a sign: what is left of a list, of markup or of a cut text.
  ///
  /// Self-Instruct also drops what begins with any character beyond ASCII, and with it every question
  /// in Japanese, Korean or Chinese. Here letters and digits of all scripts are fine, and so are
  /// opening quotation marks and brackets beyond ASCII, and Spanish opening marks.
  ///
  /// Source: Self-Instruct, `bootstrap_instructions.py` (ASCII punctuation, then non-ASCII).
  static let firstCharacter = Rule(
    "first-character", [.question], .flag, "the instruction begins with a sign"
  ) { _ in
    { pair in
      guard let first = pair.instruction.text.unicodeScalars.first, isOddStart(first) else {
        return nil
      }
      return RuleFinding(reason: "the instruction begins with \u{201C}\(Character(first))\u{201D}")
    }
  }

  private static func isOddStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    case ..<0x80, 0xA1, 0xBF: false
    default:
      switch scalar.properties.generalCategory {
      case .openPunctuation, .initialPunctuation, .finalPunctuation, .spaceSeparator: false
      default: CharacterClass(scalar) == .separator
      }
    }
  }
}
