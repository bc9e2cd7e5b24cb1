extension Tokenizer {
  /// For every byte the lower-case letter or digit it is, or 0.
  private static let lowered: [UInt8] = (0...255).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    default: 0
    }
  }

  /// Whether `rouge_score` finds something to keep in `scalar`.
  static func isKeptByRouge(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? lowered[Int(scalar.value)] != 0 : scalar == "\u{212A}" || scalar == "\u{130}"
  }

  /// `rouge_score`'s tokens: `str.lower()`, then runs of `[a-z0-9]`.
  ///
  /// Outside of ASCII only two code points lower-case into that: the Kelvin sign U+212A becomes `k`,
  /// and U+0130 becomes `i` and a combining dot, which ends the token.
  static func forEachASCIIWord(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { word in
      lowered.withUnsafeBufferPointer { lowered in
        var (index, length) = (0, 0)
        while index < bytes.count {
          var letter = lowered[Int(bytes[index])]
          var (width, ends) = (1, letter == 0)
          if bytes[index] >= 0x80, let special = special(in: bytes, at: index) {
            (letter, width, ends) = special
          }
          if letter != 0 {
            word[length] = letter
            length += 1
          }
          if ends, length > 0 { finish(word, &length, body) }
          index += width
        }
        if length > 0 { finish(word, &length, body) }
      }
    }
  }

  /// The letter that U+212A or U+0130 at `index` becomes, its bytes, and whether it ends the token.
  private static func special(
    in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (letter: UInt8, width: Int, ends: Bool)? {
    switch bytes[index] {
    case 0xC4 where bytes[index...].starts(with: [0xC4, 0xB0]): (UInt8(ascii: "i"), 2, true)
    case 0xE2 where bytes[index...].starts(with: [0xE2, 0x84, 0xAA]): (UInt8(ascii: "k"), 3, false)
    default: nil
    }
  }

  @inline(__always)
  private static func finish(
    _ word: UnsafeMutableBufferPointer<UInt8>, _ length: inout Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    body(UnsafeBufferPointer(rebasing: word[..<length]))
    length = 0
  }
}
