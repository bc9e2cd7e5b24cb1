extension Tokenizer {
  /// The tokens of ``unicode``; in pure ASCII they are those of ``rougeASCII``.
  static func forEachUnicodeToken(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    if bytes.allSatisfy({ $0 < 0x80 }) { return forEachASCIIWord(in: bytes, body) }
    var word: [UInt8] = []
    func finish() {
      if !word.isEmpty { word.withUnsafeBufferPointer(body) }
      word.removeAll(keepingCapacity: true)
    }
    Characters.forEach(in: bytes) { step, character in
      switch step {
      case .character(solo: false): word += character
      case .separator: finish()
      case .character(solo: true):
        finish()
        character.withUnsafeBufferPointer(body)
      }
    }
    finish()
  }

  /// The tokens of ``characterBigram``.
  static func forEachBigram(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var last: [UInt8] = []
    var length = 0
    func finish() {
      if length == 1 { last.withUnsafeBufferPointer(body) }
      last.removeAll(keepingCapacity: true)
      length = 0
    }
    Characters.forEach(in: bytes) { step, character in
      guard case .character = step else { return finish() }
      if length > 0 { (last + character).withUnsafeBufferPointer(body) }
      last = character
      length += 1
    }
    finish()
  }
}
