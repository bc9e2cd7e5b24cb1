public import Base

/// Why no JSON could be found in a reply.
public struct StructuredReplyError: Error, Equatable, CustomStringConvertible {
  /// A sentence that a model can be shown so that it does better.
  public let description: String
}

/// Finds the JSON in what a model wrote.
public enum StructuredReply {
  /// The object (or array) that `text` holds: all of `text`; else a fenced block; else the first
  /// object in the midst of words.
  ///
  /// Looks at each byte a bounded number of times, whatever the text.
  ///
  /// - Throws: ``StructuredReplyError`` if there is none.
  public static func object(in text: String) throws(StructuredReplyError) -> JSON {
    let bytes = Array(text.utf8)
    if let value = container(bytes[...]) ?? fencedContainer(bytes) ?? firstObject(bytes) {
      return value
    }
    throw StructuredReplyError(description: "the reply holds no complete JSON object")
  }

  /// The object or array written in `bytes`.
  private static func container(_ bytes: ArraySlice<UInt8>) -> JSON? {
    let value = try? JSON(parsing: bytes)
    return value?.object != nil || value?.array != nil ? value : nil
  }

  /// The first fenced block that is an object or array.
  private static func fencedContainer(_ bytes: [UInt8]) -> JSON? {
    fencedBlocks(bytes).lazy.compactMap { container($0) }.first
  }

  /// What stands between lines that begin with three backticks.
  private static func fencedBlocks(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var blocks: [ArraySlice<UInt8>] = []
    var start: Int?
    var lineStart = 0
    for end in bytes.indices where bytes[end] == 0x0A || end == bytes.count - 1 {
      let line = bytes[lineStart...end]
      if line.drop(while: { $0 == 0x20 || $0 == 0x09 }).starts(with: "```".utf8) {
        if let from = start { blocks.append(bytes[from..<lineStart]) }
        start = start == nil ? end + 1 : nil
      }
      lineStart = end + 1
    }
    return blocks
  }

  /// The first balanced text that begins like an object with members and is one.
  ///
  /// Where nothing can be balanced each beginning would be followed to the end of the text; the
  /// budget ends that.
  private static func firstObject(_ bytes: [UInt8]) -> JSON? {
    var budget = 16 * bytes.count
    var start = 0
    while budget > 0, let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")) {
      start = open + 1
      guard beginsMembers(bytes[start...]) else { continue }
      let end = balancedEnd(bytes, from: open)
      budget -= (end ?? bytes.count) - open
      guard let end, let value = try? JSON(parsing: bytes[open..<end]) else { continue }
      return value
    }
    return nil
  }

  private static func beginsMembers(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "\"")
  }

  /// The end of the brackets opened at `start`; nil if they are not closed.
  private static func balancedEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var brackets = Brackets()
    for offset in start..<bytes.count {
      brackets.read(bytes[offset])
      if brackets.depth == 0, !brackets.isInString { return offset + 1 }
    }
    return nil
  }
}

/// Counts the open brackets of JSON; those inside of strings do not count.
private struct Brackets {
  private(set) var depth = 0
  private(set) var isInString = false
  private var isEscaped = false

  mutating func read(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if isInString {
      isEscaped = byte == UInt8(ascii: "\\")
      isInString = byte != UInt8(ascii: "\"")
    } else {
      readOutside(byte)
    }
  }

  private mutating func readOutside(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    default: break
    }
  }
}
