/// Why a text is not JSON, and where.
public struct JSONError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, as the end of a sentence: `a string is not closed`.
  public let problem: String
  /// The byte at which parsing stopped, counted from 0.
  public let offset: Int

  /// A sentence that names the problem and the place.
  public var description: String { "not JSON: \(problem) at byte \(offset + 1)" }
}

extension JSON {
  /// The value written in `text`.
  ///
  /// - Throws: ``JSONError`` if `text` is anything but one JSON value, is nested deeper than 512
  ///   levels, or has a lone surrogate escape (which no UTF-8 text can hold).
  public init(parsing text: String) throws(JSONError) {
    var text = text
    do {
      self = try text.withUTF8 { try JSON(parsing: $0) }
    } catch let error as JSONError {
      throw error
    } catch {
      throw JSONError(problem: "\(error)", offset: 0)
    }
  }

  /// The value written in UTF-8 `bytes`.
  ///
  /// - Throws: ``JSONError``, also if the bytes are not UTF-8.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    do {
      let parsed = try bytes.withContiguousStorageIfAvailable { try JSON(parsing: $0) }
      self = try parsed ?? Array(bytes).withUnsafeBufferPointer { try JSON(parsing: $0) }
    } catch let error as JSONError {
      throw error
    } catch {
      throw JSONError(problem: "\(error)", offset: 0)
    }
  }

  /// The value written in UTF-8 `bytes`, which must stay valid during the call only.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// A recursive-descent parser over bytes.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0
  var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSON {
    skipSpace()
    let value = try value()
    skipSpace()
    guard offset == bytes.count else { throw failure("text follows the value") }
    return value
  }

  mutating func value() throws(JSONError) -> JSON {
    guard let next = peek else { throw failure("the text ends where a value is expected") }
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return try nested { p throws(JSONError) in try p.object() }
    case UInt8(ascii: "["): return try nested { p throws(JSONError) in try p.array() }
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("no value begins")
    }
  }

  /// The next byte, or nil at the end.
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func failure(_ problem: String) -> JSONError { JSONError(problem: problem, offset: offset) }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONError) -> JSON
  ) throws(JSONError) -> JSON {
    guard depth < 512 else { throw failure("more than 512 levels are nested") }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[offset...].starts(with: expected) else { throw failure("no value begins") }
    offset += expected.count
    return value
  }

  private mutating func array() throws(JSONError) -> JSON {
    offset += 1
    var elements: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      skipSpace()
      elements.append(try value())
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or ] is missing") }
    }
  }

  private mutating func object() throws(JSONError) -> JSON {
    offset += 1
    var members: [JSON.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("a member's name is missing") }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon is missing") }
      skipSpace()
      members.append(JSON.Member(name, try value()))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(JSONParser.lastWins(members)) }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or } is missing") }
    }
  }

  /// `members` with only the last value of each repeated name, at the place of the first.
  private static func lastWins(_ members: [JSON.Member]) -> [JSON.Member] {
    guard members.count > 1 else { return members }
    if members.count <= 16 {
      let distinct = members.indices.allSatisfy { i in
        !members[..<i].contains { $0.name == members[i].name }
      }
      if distinct { return members }
    }
    var places: [String: Int] = [:]
    var kept: [JSON.Member] = []
    for member in members {
      if let place = places[member.name] {
        kept[place] = member
      } else {
        places[member.name] = kept.count
        kept.append(member)
      }
    }
    return kept
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }
}
