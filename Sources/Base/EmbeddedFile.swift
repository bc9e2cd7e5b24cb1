import CEmbedded

/// A text file of the repository that the binary carries, such as `schema.sql`.
public enum EmbeddedFile {
  /// The text of the file at `path` (from the repository's root), or nil if it is not carried.
  public static func text(_ path: String) -> String? {
    embedded_text(path).map { String(cString: $0) }
  }
}
