import Base
import Store

/// Rows as a Markdown table (GitHub's), whose cells show the text and not what it would mean:
/// pipes, backslashes and HTML are escaped, line breaks become `<br>`.
struct MarkdownRows: RowEncoder {
  let columns: [String]

  mutating func begin(_ bytes: inout [UInt8]) {
    append(columns.map { .text($0) }, to: &bytes)
    append(line: columns.map { _ in "---" }, to: &bytes)
  }

  mutating func append(_ row: [Value], to bytes: inout [UInt8]) {
    append(line: row.map { MarkdownRows.escaped($0.plainText) }, to: &bytes)
  }

  mutating func end(_ bytes: inout [UInt8]) {}

  private func append(line cells: [String], to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "| \(cells.joined(separator: " | ")) |\n".utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "|": escaped += "\\|"
      case "\\": escaped += "\\\\"
      case "<": escaped += "&lt;"
      case "&": escaped += "&amp;"
      default:
        let shown = Printable.character(character)
        escaped += shown == "⏎" && character != "⏎" ? "<br>" : shown
      }
    }
  }
}
