internal import Base

/// A text under examination, with what several rules want to know of it, found out once.
///
/// In bytes of UTF-8: walking over characters takes fifty times as long, and what rules look for is
/// mostly ASCII, or whole phrases.
final class RuleText {
  /// The text as it is.
  let text: String
  /// Its UTF-8.
  let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// The text in lower case (of ASCII), with straight apostrophes and plain spaces, for phrases.
  private(set) lazy var folded: [UInt8] = RuleText.folded(bytes)

  /// The tokens of `unicode-1`, as hashes.
  private(set) lazy var tokens: [UInt64] = RuleText.hashes(text)

  /// The lines that are not blank, without the white space around them.
  private(set) lazy var lines: [Range<Int>] = RuleText.lines(bytes)

  /// Whether there is nothing but white space.
  var isBlank: Bool { text.isBlank }

  /// The bytes without white space at their ends.
  var trimmed: ArraySlice<UInt8> {
    guard let first = lines.first, let last = lines.last else { return [] }
    return bytes[first.lowerBound..<last.upperBound]
  }

  /// The hash of one token, as ``tokens`` has it.
  static func hash(_ token: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in token { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  private static func hashes(_ text: String) -> [UInt64] {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(text.utf8.count / 5)
    Tokenizer.unicode.forEachToken(in: text) { hashes.append(hash($0)) }
    return hashes
  }

  static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x41...0x5A: folded.append(byte | 0x20)
      case 0x09, 0x0A, 0x0D: folded.append(0x20)
      case 0xE2 where index + 1 < bytes.count && bytes[index] == 0x80:
        guard let plain = plain(bytes[index + 1]) else {
          folded.append(byte)
          continue
        }
        folded.append(plain)
        index += 2
      default: folded.append(byte)
      }
    }
    return folded
  }

  /// U+2018 and U+2019 as apostrophes, U+201C and U+201D as quotation marks; by their last bytes.
  private static func plain(_ last: UInt8) -> UInt8? {
    switch last {
    case 0x98, 0x99: UInt8(ascii: "'")
    case 0x9C, 0x9D: UInt8(ascii: "\"")
    default: nil
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      var (low, high) = (start, end)
      while low < high, bytes[low] <= 0x20 { low += 1 }
      while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
      if low < high { lines.append(low..<high) }
      start = end + 1
    }
    return lines
  }
}

extension RuleText {
  /// How many tokens the text has.
  var length: Int { tokens.count }

  /// A piece of the text.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
