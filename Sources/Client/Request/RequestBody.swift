/// A part of a prompt or of a body.
public struct Piece: Sendable, Hashable {
  /// The text.
  public var text: String
  /// Whether many requests have this text, such as a syllabus in a thousand prompts: it is then
  /// stored once.
  public var isShared: Bool

  /// A piece of `text`.
  public init(_ text: String, isShared: Bool = false) {
    self.text = text
    self.isShared = isShared
  }
}

/// The JSON text of a request, in pieces so that what is shared can be stored once.
public struct RequestBody: Sendable, Hashable {
  /// JSON text, escaped already; joined it is the exact body.
  public let pieces: [Piece]

  /// A body of `pieces`, which joined are JSON.
  public init(pieces: [Piece]) { self.pieces = pieces }

  /// How many bytes the body has.
  public var length: Int { pieces.reduce(0) { $0 + $1.text.utf8.count } }

  /// The exact body in UTF-8, put together at each call.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    for piece in pieces { bytes.append(contentsOf: piece.text.utf8) }
    return bytes
  }
}
