/// A writing system, as far as it tells languages apart.
public enum Script: Int, CaseIterable, Sendable {
  case latin, han, kana, hangul, cyrillic, arabic, hebrew, greek, thai, devanagari, other

  /// The script of a letter; nil for digits, marks, punctuation and what belongs to all scripts.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: self = .latin
    case 0..<0xAA: return nil
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005: self = .han
    // The long-vowel sign of kana included: without it, loan words look short.
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x31F0...0x31FF, 0xFF66...0xFF9D: self = .kana
    case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E: self = .hangul
    default: self.init(lookingUp: scalar)
    }
  }

  private init?(lookingUp scalar: Unicode.Scalar) {
    guard scalar.properties.isAlphabetic else { return nil }
    switch scalar.value {
    case 0xAA...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF5A: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFC: self = .arabic
    case 0x900...0x97F: self = .devanagari
    case 0xE00...0xE7F: self = .thai
    default: self = .other
    }
  }

  /// How many letters of an alphabet say as much as one of this script.
  ///
  /// A round figure: a text in Japanese, Korean or Chinese has about two fifths of the characters of
  /// its English translation.
  var weight: Double {
    switch self {
    case .han, .kana, .hangul: 2.5
    default: 1
    }
  }
}
