/// How the rows of a file are written.
enum InputFormat: Sendable, Equatable {
  /// A JSON value a line.
  case jsonLines
  /// One JSON array.
  case jsonArray
  /// Values between commas (RFC 4180), or tabs, below a header.
  case delimited(UInt8)
  /// One text a line.
  case plain

  /// The format of a file called `name` that begins with `bytes`.
  ///
  /// The extension decides; files of JSON are told apart by their first character, and so are those
  /// with another extension.
  init(name: String, bytes: UnsafeBufferPointer<UInt8>, isPlainUsual: Bool) {
    let first = bytes.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    let looksLikeArray = first == UInt8(ascii: "[")
    switch InputFormat.pathExtension(name) {
    case "json", "jsonl", "ndjson": self = looksLikeArray ? .jsonArray : .jsonLines
    case "csv": self = .delimited(UInt8(ascii: ","))
    case "tsv", "tab": self = .delimited(UInt8(ascii: "\t"))
    case "txt": self = .plain
    default:
      if looksLikeArray || first == UInt8(ascii: "{") {
        self = looksLikeArray ? .jsonArray : .jsonLines
      } else {
        self = isPlainUsual ? .plain : InputFormat.delimited(header: bytes)
      }
    }
  }

  /// Tabs if the first line has one.
  private static func delimited(header bytes: UnsafeBufferPointer<UInt8>) -> InputFormat {
    let tab = UInt8(ascii: "\t")
    let hasTab = bytes.prefix { $0 != 0x0A }.contains(tab)
    return .delimited(hasTab ? tab : UInt8(ascii: ","))
  }

  private static func pathExtension(_ name: String) -> String {
    let file = name.split(separator: "/").last ?? ""
    return file.contains(".") ? (file.split(separator: ".").last ?? "").lowercased() : ""
  }
}
