/// A list of phrases that is searched for in one walk over a text.
///
/// A phrase that begins or ends with an ASCII letter or digit is found as a whole: "as an ai" is not
/// in "as an aid".
struct Phrases: Sendable {
  /// The phrases as they were given.
  let list: [String]
  private let encoded: [[UInt8]]
  /// For each pair of first bytes whether a phrase begins so, as bits.
  private var starts = [UInt64](repeating: 0, count: 1024)
  /// The phrases that begin so.
  private var candidates: [UInt16: [Int]] = [:]

  /// A phrase and where it is.
  struct Occurrence: Equatable {
    var phrase: Int
    var range: Range<Int>
  }

  /// Phrases, which are folded as ``RuleText/folded`` is; those of less than two bytes are left out.
  init(_ phrases: [String]) {
    list = phrases
    encoded = phrases.map { RuleText.folded(Array($0.utf8)) }
    for (index, phrase) in encoded.enumerated() where phrase.count >= 2 {
      let start = UInt16(phrase[0]) << 8 | UInt16(phrase[1])
      starts[Int(start >> 6)] |= 1 << UInt64(start & 63)
      candidates[start, default: []].append(index)
    }
  }

  /// The phrase of the list that comes first there, wherever it stands in `text`, which is folded.
  func first(in text: [UInt8]) -> String? {
    var found: Int?
    forEach(in: text[...]) { occurrence in
      found = min(found ?? .max, occurrence.phrase)
      return true
    }
    return found.map { list[$0] }
  }

  /// The leftmost occurrence in `text`, which is folded.
  func leftmost(in text: ArraySlice<UInt8>) -> Occurrence? {
    var found: Occurrence?
    forEach(in: text) { occurrence in
      found = occurrence
      return false
    }
    return found
  }

  /// Whether `text`, which is folded, begins with a phrase.
  func isStart(of text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      encoded.contains { matches($0, text, 0) }
    }
  }

  /// Calls `body` with each occurrence from the left until it returns false.
  func forEach(in text: ArraySlice<UInt8>, _ body: (Occurrence) -> Bool) {
    text.withUnsafeBufferPointer { bytes in
      guard bytes.count >= 2 else { return }
      for index in 0..<bytes.count - 1 {
        let start = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
        guard starts[Int(start >> 6)] & 1 << UInt64(start & 63) != 0 else { continue }
        for phrase in candidates[start] ?? [] where matches(encoded[phrase], bytes, index) {
          let low = text.startIndex + index
          let range = low..<low + encoded[phrase].count
          guard body(Occurrence(phrase: phrase, range: range)) else { return }
        }
      }
    }
  }

  private func matches(
    _ phrase: [UInt8], _ text: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> Bool {
    let end = start + phrase.count
    guard end <= text.count, !phrase.isEmpty else { return false }
    for offset in 0..<phrase.count where text[start + offset] != phrase[offset] { return false }
    let isOpen = start == 0 || !isWord(phrase[0]) || !isWord(text[start - 1])
    return isOpen && (end == text.count || !isWord(phrase[phrase.count - 1]) || !isWord(text[end]))
  }
}

/// Whether `byte` is an ASCII letter or digit, or a byte of another letter of the Latin alphabet.
private func isWord(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC3...0xC9: true
  default: false
  }
}
