internal import Base

extension Rule {
  /// The doc comment of the rule's file: what it finds, what it leaves alone, and where its default
  /// comes from.
  public var help: String {
    guard let name = file.split(separator: "/").last,
      let source = EmbeddedFile.text("Sources/Curate/Rules/\(name)")
    else { return "" }
    return Rule.documentation(in: source)
  }

  /// The first doc comment of an extension's member in `source`; paragraphs are joined into lines.
  static func documentation(in source: String) -> String {
    let comment = source.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("extension Rule {") }
      .drop { !$0.hasPrefix("  ///") }
      .prefix { $0.hasPrefix("  ///") }
      .map { String($0.dropFirst(5)).trimmed }
    return comment.split(separator: "").map { $0.joined(separator: " ") }
      .joined(separator: "\n\n")
  }
}
