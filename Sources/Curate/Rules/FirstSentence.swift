extension RuleText {
  /// The text up to the end of its first sentence or line, at most 900 bytes, folded.
  ///
  /// A full stop ends a sentence only after 40 bytes: one within "U.S." or "3.5" makes it look longer
  /// or shorter, no more.
  var firstSentence: [UInt8] {
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    let end = min(bytes.count, start + 900)
    var index = start
    while index < end {
      switch bytes[index] {
      case 0x0A, 0x0D: return folded(start..<index)
      case 0x21, 0x3F: return folded(start..<index + 1)
      case 0x2E where index - start > 40: return folded(start..<index)
      case 0xE3 where follows(index, 0x80, 0x82): return folded(start..<index + 3)
      case 0xEF where follows(index, 0xBC, 0x81) || follows(index, 0xBC, 0x9F):
        return folded(start..<index + 3)
      default: index += 1
      }
    }
    return folded(start..<index)
  }

  private func follows(_ index: Int, _ second: UInt8, _ third: UInt8) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == second && bytes[index + 2] == third
  }

  private func folded(_ range: Range<Int>) -> [UInt8] { RuleText.folded(Array(bytes[range])) }
}
