extension RuleText {
  /// Whether a line opens or closes a block of code; ```` ```x``` ```` on one line is code in a
  /// sentence.
  func isFence(_ line: Range<Int>) -> Bool {
    let tick = UInt8(ascii: "`")
    let marks = bytes[line].prefix { $0 == tick }.count
    return marks >= 3 && !bytes[line].dropFirst(marks).contains(tick)
  }

  /// Whether a block of code is open at the end.
  var hasOpenFence: Bool { lines.count { isFence($0) } % 2 == 1 }
}
