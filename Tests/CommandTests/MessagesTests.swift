import Foundation
import Testing

/// `docs/messages.md` has every message, and no other.
@Suite struct MessagesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// The sources by their paths.
  private static func sources() throws -> [String: String] {
    let folder = root.appending(path: "Sources").path
    var sources: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where path.hasSuffix(".swift") {
      sources[path] = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
    }
    return sources
  }

  /// The messages on the page, each by itself.
  private static func page() throws -> [String] {
    let text = try String(contentsOf: root.appending(path: "docs/messages.md"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| --- ") }
      .flatMap { line in
        // Escaped bars are part of a text, others part columns.
        let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|")
        return cells[0].replacing("\u{1}", with: "|").split(separator: "<br>")
          .map { MessageScanner.normalized(String($0)) }
      }
  }

  @Test func `every sentence of an error or a warning is on the page`() throws {
    let sources = try Self.sources()
    let page = Set(try Self.page())
    let messages = MessageScanner(sources: sources).messages()
    #expect(messages.count > 300)
    for (path, message) in messages where !page.contains(message) {
      Issue.record("docs/messages.md lacks, of \(path): \(message)")
    }
  }

  @Test func `every message on the page is in the sources`() throws {
    let known = Set(MessageScanner(sources: try Self.sources()).messages().map(\.message))
    for message in try Self.page()
    where MessageScanner.isSentence(message) && !known.contains(message) {
      Issue.record("no source says: \(message)")
    }
  }

  @Test func `the scanner reads literals as the compiler does`() {
    let source = #"""
      struct OddError: Error { let description = "a fault of its own kind" }
      func f(_ name: String, _ n: Int) throws {
        // throw OddError("a comment says nothing at all")
        throw OddError(
          "the file \(name + " (odd one)") has "
            + "\(n) rows: \"see\" it")
        other("this is no error at all")
        talk.warn("""
          several lines \
          make one here
          """)
      }
      """#
    let messages = MessageScanner(sources: ["a.swift": source]).messages().map(\.message)
    #expect(
      messages == [
        "a fault of its own kind", #"the file … has … rows: "see" it"#,
        "several lines make one here",
      ])
  }
}
