extension JSON {
  /// Hands each element of the array written in UTF-8 `bytes` to `body`, with the byte at which it
  /// begins, without holding more than one of them.
  ///
  /// - Throws: ``JSONError`` if `bytes` are anything but one array, and what `body` throws. The
  ///   elements before a fault have been handed over then.
  public static func forEachElement(
    of bytes: UnsafeBufferPointer<UInt8>, _ body: (JSON, Int) throws -> Void
  ) throws {
    var parser = JSONParser(bytes: bytes)
    parser.skipSpace()
    guard parser.take(UInt8(ascii: "[")) else { throw parser.failure("no array begins") }
    parser.skipSpace()
    if !parser.take(UInt8(ascii: "]")) { try parser.elements(body) }
    parser.skipSpace()
    guard parser.offset == bytes.count else { throw parser.failure("text follows the array") }
  }
}

extension JSONParser {
  /// The elements of an array up to its bracket, which is taken too.
  fileprivate mutating func elements(_ body: (JSON, Int) throws -> Void) throws {
    while true {
      skipSpace()
      let start = offset
      try body(try value(), start)
      skipSpace()
      if take(UInt8(ascii: "]")) { return }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or ] is missing") }
    }
  }
}
