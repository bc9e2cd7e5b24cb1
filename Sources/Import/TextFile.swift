/// A file that is one text.
public enum TextFile {
  /// The text of the file at `path`, or of standard input for `-`, bit for bit.
  ///
  /// - Throws: ``ImportError`` if it cannot be read, or is not UTF-8.
  public static func text(_ path: String) throws(ImportError) -> String {
    let file = try InputFile(path)
    let text = file.withRawBytes { String(validating: $0, as: UTF8.self) }
    guard let text else {
      throw ImportError("\(file.name) is not UTF-8: convert it first (iconv -t UTF-8)")
    }
    return text
  }
}
