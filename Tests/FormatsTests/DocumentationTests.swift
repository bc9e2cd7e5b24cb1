import Base
import Foundation
import Testing

@testable import Formats

/// docs/formats.md says what there is, and its rows are rows.
@Suite struct DocumentationTests {
  private let sections: [(name: String, text: String)]
  private let text: String

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/formats.md").standardizedFileURL
    text = try String(contentsOf: file, encoding: .utf8)
    sections = text.split(separator: "\n## ").dropFirst().map { section in
      let lines = section.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(lines[0]), String(lines[1]))
    }
  }

  @Test func `each format has its section, in the order of the table`() {
    #expect(sections.map(\.name) == Format.all.map(\.name))
    for section in sections { #expect(section.text.contains("**Loss.**"), "\(section.name)") }
  }

  @Test func `each section's row is read, and written again to the byte`() throws {
    for (section, format) in zip(sections, Format.all) {
      let parts = section.text.split(separator: "```json\n")
      let line = try #require(parts.last?.split(separator: "\n```").first, "\(format.name)")
      var notes: [RowFault] = []
      let row = try format.read(try JSON(parsing: String(line)), &notes)
      #expect(notes.isEmpty && format.misfit?(row, format.usual) == nil)
      guard format.name != "self-instruct" else { continue }
      var bytes: [UInt8] = []
      format.append(row, format.usual, &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == line)
    }
  }

  @Test func `each reason of a refusal and each template is named`() {
    for misfit in Misfit.allCases { #expect(text.contains("`\(misfit.rawValue)`")) }
    for template in ChatTemplate.all { #expect(text.contains("`\(template.name)`")) }
  }
}
