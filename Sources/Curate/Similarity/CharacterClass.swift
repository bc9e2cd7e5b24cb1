/// What a code point is to ``Tokenizer/unicode``.
enum CharacterClass: UInt8 {
  /// Ends a token: space, punctuation, symbols.
  case separator
  /// A letter or digit of a script that writes words with spaces between them.
  case word
  /// A letter or digit of a script without spaces, or a Hangul syllable: a token of its own.
  case solo
  /// Belongs to the character before it.
  case mark
  /// As if it were not there: variation selectors, joiners, soft hyphens.
  case ignored

  /// Whether it is a letter or digit.
  var isAlphanumeric: Bool { self == .word || self == .solo }

  /// The class of `scalar`.
  @inline(__always)
  init(_ scalar: Unicode.Scalar) {
    let isLow = scalar.value < Self.low.count
    self = isLow ? Self.low[Int(scalar.value)] : CharacterClass(computing: scalar)
  }

  /// The classes of all alphabets and kana, looked up once.
  private static let low: [CharacterClass] = (0..<0x3400).map { value in
    Unicode.Scalar(UInt32(value)).map { CharacterClass(computing: $0) } ?? .separator
  }

  private init(computing scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3: self = .solo
    default: self.init(lookingUp: scalar)
    }
  }

  private init(lookingUp scalar: Unicode.Scalar) {
    switch scalar.properties.generalCategory {
    case _ where scalar != "\u{200B}" && scalar.properties.isDefaultIgnorableCodePoint:
      self = .ignored
    case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      self = Self.solos.contains { $0.contains(scalar.value) } ? .solo : .word
    default: self = .separator
    }
  }

  /// The blocks of the scripts that are cut into characters.
  private static let solos: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0xAC00...0xD7FF,  // Han; Hangul syllables and jamo
    0x0E00...0x0EFF,  // Thai, Lao
    0x1000...0x109F, 0xA9E0...0xA9FF, 0xAA60...0xAA7F,  // Burmese
    0x1100...0x11FF, 0xA960...0xA97F, 0x3130...0x318F,  // Hangul jamo
    0x1780...0x17FF,  // Khmer
    0x3005...0x3007, 0x3021...0x3029, 0x3038...0x303B,  // Han iteration mark, zero, numerals
    0x3041...0x30FF, 0x31F0...0x31FF, 0x1B000...0x1B16F,  // kana
    0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF,  // rarer Han
  ]
}
