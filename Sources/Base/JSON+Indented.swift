extension JSON {
  /// The value as ``appendIndented(to:level:)`` writes it.
  public var indented: String {
    var bytes: [UInt8] = []
    appendIndented(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value as JSON for people to read: a member or element a line, two spaces a level.
  public func appendIndented(to bytes: inout [UInt8], level: Int = 0) {
    switch self {
    case .object(let members) where !members.isEmpty:
      JSON.appendLines(members, "{", "}", level, to: &bytes) { member, bytes in
        JSON.append(member.name, to: &bytes)
        bytes.append(contentsOf: ": ".utf8)
        member.value.appendIndented(to: &bytes, level: level + 1)
      }
    case .array(let elements) where !elements.isEmpty:
      JSON.appendLines(elements, "[", "]", level, to: &bytes) { element, bytes in
        element.appendIndented(to: &bytes, level: level + 1)
      }
    default: append(to: &bytes)
    }
  }

  private static func appendLines<Element>(
    _ elements: [Element], _ open: String, _ close: String, _ level: Int, to bytes: inout [UInt8],
    each: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    for (index, element) in elements.enumerated() {
      bytes.append(contentsOf: (index > 0 ? ",\n" : "\n").utf8)
      bytes.append(contentsOf: repeatElement(0x20, count: level * 2 + 2))
      each(element, &bytes)
    }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: level * 2))
    bytes.append(contentsOf: close.utf8)
  }
}
