internal import Store

extension Rule {
  /// Answers that end before their end: the model hit its limit of tokens, a block of code, a bracket,
  /// emphasis or a table's row stays open, a list's next number has nothing after it, a line begins
  /// with blanks and nothing else, or of a year there are two digits ("in 20").
  ///
  /// Source: Self-Instruct and Alpaca (`finish_reason == "length"`); the signs are those of the cut
  /// answers in the published samples of the open GLAN.
  static let truncated = Rule(
    "truncated", version: 4, [.answer], .drop, "the answer is cut off"
  ) { _ in
    { pair in
      guard let answer = pair.answer else { return nil }
      if pair.finishReason == "length" {
        return RuleFinding(reason: "the model reached its limit of tokens")
      }
      if answer.endsInCode { return RuleFinding(reason: "a code fence is not closed") }
      if answer.endsInIndentation { return RuleFinding(reason: "the last line has blanks alone") }
      if answer.endsInCutYear { return RuleFinding(reason: "the last year has two digits") }
      guard let line = answer.lines.last, !answer.isFence(line) else { return nil }
      return openEnd(answer, line).map { RuleFinding(reason: $0) }
    }
  }

  private static func openEnd(_ answer: RuleText, _ line: Range<Int>) -> String? {
    if isBareMarker(answer, line) { return "the last line is a list's mark with nothing after it" }
    if isOpenRow(answer, line) { return "the last row of a table is not closed" }
    if let bracket = openBracket(answer.bytes[line]) {
      return "the last line leaves \(bracket) open"
    }
    if hasOpenEmphasis(answer.bytes[line]) { return "the last line leaves ** open" }
    return nil
  }

  /// Whether the last line is "3.", "-", "**" or "###", below other lines.
  private static func isBareMarker(_ answer: RuleText, _ line: Range<Int>) -> Bool {
    guard answer.lines.count > 1 else { return false }
    let text = answer.bytes[line]
    let digits = text.prefix { (0x30...0x39).contains($0) }
    if digits.count == 1 || digits.count == 2 {
      let rest = text.dropFirst(digits.count)
      if rest.isEmpty { return follows(digits, in: answer) }
      return rest.count == 1 && rest.first.map { $0 == 0x2E || $0 == 0x29 } == true
        && follows(digits, in: answer)
    }
    let marks: Set<UInt8> = [UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "-")]
    return text.count <= 4 && text.allSatisfy { marks.contains($0) } && text.count != 3
  }

  /// Whether another line begins with the number before this one.
  private static func follows(_ digits: ArraySlice<UInt8>, in answer: RuleText) -> Bool {
    guard let number = Int(String(decoding: digits, as: UTF8.self)), number > 1 else {
      return false
    }
    let before = Array("\(number - 1).".utf8)
    return answer.lines.dropLast().contains { line in
      answer.bytes[line].drop { "#*- ".utf8.contains($0) }.starts(with: before)
    }
  }

  /// Whether the last line begins as a row of a table with several cells does, and does not end so.
  private static func isOpenRow(_ answer: RuleText, _ line: Range<Int>) -> Bool {
    let bar = UInt8(ascii: "|")
    let text = answer.bytes[line]
    return text.first == bar && text.last != bar && text.count { $0 == bar } >= 2
      && !answer.endsSentence(line)
  }

  /// The bracket of prose or of a formula that the last line opens and does not close.
  ///
  /// After white space, a backslash or a name with one (`\\text{`): a password has any brackets.
  private static func openBracket(_ line: ArraySlice<UInt8>) -> String? {
    var open: [Int] = []
    for index in line.indices {
      switch line[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open.popLast() == nil { return nil }
      default: break
      }
    }
    guard let last = open.last, isOfProse(last, line) else { return nil }
    return "a bracket \(Character(Unicode.Scalar(line[last])))"
  }

  private static func isOfProse(_ index: Int, _ line: ArraySlice<UInt8>) -> Bool {
    let before = line[..<index]
    guard let last = before.last else { return false }
    if last == 0x20 || last == UInt8(ascii: "\\") || last == UInt8(ascii: "]") { return true }
    let name = before.reversed().prefix { (0x61...0x7A).contains($0) }
    return !name.isEmpty && before.dropLast(name.count).last == UInt8(ascii: "\\")
  }

  /// Whether bold text is open at the end: `**` where it opens stands before a letter, and not after
  /// one, as a power does.
  private static func hasOpenEmphasis(_ line: ArraySlice<UInt8>) -> Bool {
    let star = UInt8(ascii: "*")
    var isOpen = false
    var index = line.startIndex
    while index + 1 < line.endIndex {
      guard line[index] == star, line[index + 1] == star else {
        index += 1
        continue
      }
      let after = line[(index + 2)...]
      let isFree = index == line.startIndex || !isOperand(line[index - 1])
      if isOpen { isOpen = false } else { isOpen = isFree && beginsWord(after) }
      index += 2
    }
    return isOpen
  }

  /// Whether `text` begins with a letter, or with one after a quotation mark or a bracket.
  private static func beginsWord(_ text: ArraySlice<UInt8>) -> Bool {
    let isQuoted = text.first.map { "\"'([".utf8.contains($0) } ?? false
    return text.dropFirst(isQuoted ? 1 : 0).first.map(isLetter) ?? false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// Whether a power may follow `byte`.
  private static func isOperand(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || ")]".utf8.contains(byte)
  }
}

extension RuleText {
  /// Whether the last block of code is open, and the text ends within it: a fence too many, or prose
  /// below a fence that nobody closed, is bad markup and no cut.
  fileprivate var endsInCode: Bool {
    guard let block = codeBlocks.last, !block.isClosed, let line = lines.last else { return false }
    return !isFence(line) && !endsSentence(line)
  }

  /// Whether a line of several words ends as a sentence does.
  fileprivate func endsSentence(_ line: Range<Int>) -> Bool {
    let text = bytes[line]
    if [0xE3, 0x80, 0x82].elementsEqual(text.suffix(3)) { return true }
    guard let last = text.last, ".!?".utf8.contains(last) else { return false }
    return text.count { $0 == 0x20 } >= 3
  }
}
