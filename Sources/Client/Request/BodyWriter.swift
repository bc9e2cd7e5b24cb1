import Base

/// Writes a body's JSON, cutting it where shared pieces begin and end.
struct BodyWriter {
  private var pieces: [Piece] = []
  private var current: [UInt8] = []

  /// Adds JSON text as it is.
  mutating func raw(_ text: String) { current.append(contentsOf: text.utf8) }

  /// Adds a value.
  mutating func value(_ value: JSON) { value.append(to: &current) }

  /// Adds one JSON string that holds the texts of `content`, one after the other.
  ///
  /// Escaping looks at one character at a time, so the pieces can be escaped one by one.
  mutating func string(_ content: [Piece]) {
    raw("\"")
    for piece in content {
      if piece.isShared { cut(isShared: false) }
      JSON.appendContent(of: piece.text, to: &current)
      if piece.isShared { cut(isShared: true) }
    }
    raw("\"")
  }

  /// Adds the members of `fields`, each after a comma.
  mutating func members(_ fields: JSON) {
    for member in fields.object ?? [] {
      raw(",")
      value(.string(member.name))
      raw(":")
      value(member.value)
    }
  }

  /// The body written so far.
  mutating func finish() -> RequestBody {
    cut(isShared: false)
    return RequestBody(pieces: pieces)
  }

  private mutating func cut(isShared: Bool) {
    guard !current.isEmpty else { return }
    pieces.append(Piece(String(decoding: current, as: UTF8.self), isShared: isShared))
    current.removeAll(keepingCapacity: true)
  }
}
