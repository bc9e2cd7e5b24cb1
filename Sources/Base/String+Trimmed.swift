extension String {
  /// The text without white space at its ends.
  public var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let tail = unicodeScalars.drop(while: isSpace)
    guard let last = tail.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(tail[...last])
  }

  /// Drops white space at the end.
  public mutating func trimEnd() {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    while let last = unicodeScalars.last, isSpace(last) { unicodeScalars.removeLast() }
  }

  /// True if there is nothing but white space.
  public var isBlank: Bool {
    // Most texts begin with an ASCII letter: looking up its properties would take longer.
    if let first = utf8.first, (0x21..<0x7F).contains(first) { return false }
    return unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }
}
