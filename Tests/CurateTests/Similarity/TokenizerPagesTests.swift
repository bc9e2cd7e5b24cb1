import Curate
import Foundation
import Testing

/// The examples that `docs/tokenizers` gives are what the tokenizers do.
@Suite struct TokenizerPagesTests {
  @Test(arguments: Tokenizer.allCases)
  func `every example of a tokenizer's page holds`(tokenizer: Tokenizer) throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/tokenizers/\(tokenizer.rawValue).md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
      .map {
        $0.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
      }
    for row in rows {
      #expect(tokenizer.tokens(in: row[0]).joined(separator: " ") == row[1])
    }
    #expect(rows.count >= 5)
  }
}
