extension JSON: CustomStringConvertible {
  /// The value as compact JSON: no spaces, non-ASCII text as it is.
  public var description: String { text }

  /// The value as compact JSON, as ``append(to:)`` writes it.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value as compact JSON in UTF-8.
  ///
  /// Escaped are `"`, `\`, control characters, and U+0085, U+2028 and U+2029, which some readers
  /// of JSON Lines take for the end of a line.
  public func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): JSON.append(text, to: &bytes)
    case .array(let elements):
      JSON.list(elements, "[", "]", to: &bytes) { $0.append(to: &$1) }
    case .object(let members):
      JSON.list(members, "{", "}", to: &bytes) { member, bytes in
        JSON.append(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar,
    to bytes: inout [UInt8], each: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      each(element, &bytes)
    }
    bytes.append(UInt8(ascii: close))
  }

  /// Appends `text` as a JSON string, with its quotes.
  public static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    appendContent(of: text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends the inside of a JSON string that holds `text`.
  public static func appendContent(of text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      // Bytes before `mixed` are looked at one by one.
      var (start, offset, mixed) = (0, 0, 0)
      while offset < source.count {
        if offset >= mixed {
          guard !isPlain(source, from: offset) else {
            offset += 16
            continue
          }
          mixed = offset + 16
        }
        if let escape = escape(source, offset) {
          bytes.append(contentsOf: source[start..<offset])
          bytes.append(contentsOf: escape.text.utf8)
          offset += escape.length
          start = offset
        } else {
          offset += 1
        }
      }
      if start < source.count { bytes.append(contentsOf: source[start...]) }
    }
  }

  /// Whether there are sixteen bytes from `offset` on, of which none begins an escape.
  private static func isPlain(_ source: UnsafeBufferPointer<UInt8>, from offset: Int) -> Bool {
    guard offset + 16 <= source.count else { return false }
    // No vectors: the standard library's `any` costs more than sixteen comparisons.
    return source[offset..<offset + 16].allSatisfy { byte in
      byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F && byte != 0xC2
        && byte != 0xE2
    }
  }

  /// How the character at `offset` is escaped and how many bytes it has; nil if it needs no escape.
  private static func escape(
    _ source: UnsafeBufferPointer<UInt8>, _ offset: Int
  ) -> (text: String, length: Int)? {
    let byte = source[offset]
    switch byte {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case 0..<0x20, 0x7F: return ("\\u00" + hex(byte), 1)
    case 0xC2 where offset + 1 < source.count && source[offset + 1] == 0x85:
      return ("\\u0085", 2)
    case 0xE2 where offset + 2 < source.count && source[offset + 1] == 0x80:
      let last = source[offset + 2]
      return last == 0xA8 || last == 0xA9 ? ("\\u202" + (last == 0xA8 ? "8" : "9"), 3) : nil
    default: return nil
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
