/// A key that can be sent but not shown: no description, dump, mirror or interpolation has it.
public struct Secret: Sendable {
  /// What goes into the header; only this module reads it.
  let text: String

  /// The key written as `text`; white space around it (a file's last line feed) is dropped.
  public init(_ text: String) {
    let start = text.drop { $0.isWhitespace }
    let kept = start.reversed().drop { $0.isWhitespace }.reversed()
    self.text = String(kept)
  }

  /// Replaces every occurrence in `bytes`: some servers repeat the key in their errors.
  ///
  /// Dummy keys of fewer than eight bytes stay: they are no secrets, and may be ordinary words.
  func hide(in bytes: inout [UInt8]) {
    let key = Array(text.utf8)
    guard key.count >= 8, bytes.count >= key.count else { return }
    var offset = 0
    while offset + key.count <= bytes.count {
      if bytes[offset] == key[0], bytes[offset...].starts(with: key) {
        bytes.replaceSubrange(offset..<offset + key.count, with: "[secret]".utf8)
      }
      offset += 1
    }
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `[secret]`.
  public var description: String { "[secret]" }
  /// Always `[secret]`.
  public var debugDescription: String { "[secret]" }
  /// A mirror without children, for `dump`.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
