extension JSONParser {
  /// A number, checked against RFC 8259's grammar and kept as written.
  mutating func number() throws(JSONError) -> JSON {
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    if peek == UInt8(ascii: "0") {
      offset += 1
    } else {
      try digits()
    }
    if peek == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw failure("a digit is missing") }
  }

  /// A string; the common one without escapes is decoded in one step.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let text = try utf8(bytes[start..<offset])
        offset += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard byte >= 0x20 else { throw failure("a control character is not escaped") }
      offset += 1
    }
    throw failure("a string is not closed")
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return try utf8(text)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20:
        offset -= 1
        throw failure("a control character is not escaped")
      default: text.append(byte)
      }
    }
    throw failure("a string is not closed")
  }

  private func utf8(_ bytes: some Collection<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("the text is not UTF-8")
    }
    return text
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard let byte = peek else { throw failure("a string is not closed") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: try codePoint().utf8)
    default: throw failure("\\\(Character(Unicode.Scalar(byte))) is no escape")
    }
  }

  /// The code point of a `\u` escape, or of two that form a surrogate pair.
  private mutating func codePoint() throws(JSONError) -> Character {
    let first = try hex()
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    let rest = bytes[offset...]
    guard (0xD800..<0xDC00).contains(first), rest.starts(with: [0x5C, 0x75]) else {
      throw failure("a lone surrogate cannot be stored as text")
    }
    offset += 2
    let second = try hex()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw failure("a lone surrogate cannot be stored as text") }
    return Character(scalar)
  }

  private mutating func hex() throws(JSONError) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw failure("a \\u escape has four digits") }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("a \\u escape has four digits")
      }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }
}
