/// A block of code in a text.
struct CodeBlock: Equatable {
  /// Whether it has a line that is not blank.
  var hasCode = false
  /// Whether a fence closes it.
  var isClosed = false
}

extension RuleText {
  /// Whether a line opens or closes a block of code; ```` ```x``` ```` on one line is code in a
  /// sentence.
  func isFence(_ line: Range<Int>) -> Bool { fence(line) != nil }

  /// The blocks of code between fences of backquotes, as CommonMark has them (section 4.5).
  ///
  /// A fence closes a block if it is as long as the one that opened it, or longer, and no name follows
  /// it. Any other one within a block is code.
  var codeBlocks: [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: Int?
    for line in lines {
      let fence = fence(line)
      if let length = open {
        if let fence, fence.isBare, fence.marks >= length {
          blocks[blocks.count - 1].isClosed = true
          open = nil
        } else {
          blocks[blocks.count - 1].hasCode = true
        }
      } else if let fence {
        blocks.append(CodeBlock())
        open = fence.marks
      }
    }
    return blocks
  }

  /// How many backquotes a line begins with, and whether nothing follows them; nil if it is no fence.
  private func fence(_ line: Range<Int>) -> (marks: Int, isBare: Bool)? {
    let tick = UInt8(ascii: "`")
    let marks = bytes[line].prefix { $0 == tick }.count
    let rest = bytes[line].dropFirst(marks)
    guard marks >= 3, !rest.contains(tick) else { return nil }
    return (marks, rest.isEmpty)
  }
}
