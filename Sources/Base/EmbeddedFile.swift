import CEmbedded

/// A text file of the repository that the binary carries, such as `schema.sql`.
public enum EmbeddedFile {
  /// The text of the file at `path` (from the repository's root), or nil if it is not carried.
  public static func text(_ path: String) -> String? {
    let file = embedded_find(path)
    guard let bytes = file.bytes else { return nil }
    return String(
      decoding: UnsafeBufferPointer(start: bytes, count: file.count), as: UTF8.self)
  }
}
