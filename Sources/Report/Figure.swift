internal import Base
internal import Store

/// A picture with the numbers and the SQL behind it.
struct Figure: Sendable {
  /// What it shows, as a caption.
  let title: String
  /// How it is to be read, in a sentence or two.
  var note = ""
  /// What it was drawn from.
  let table: Table
  /// The drawing.
  let picture: HTML
}

extension Figure {
  /// The name among the page's figures: `left-out-rows`.
  var name: String {
    let plain = title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : " " }
    return String(plain).split(separator: " ").joined(separator: "-")
  }

  /// The figure; numbers and SQL are folded.
  var html: HTML {
    """
    <figure id="figure-\(name)"><figcaption><h3>\(title)</h3>\(explanation)</figcaption>
    \(picture)
    <div class="behind"><details><summary>Numbers</summary>\(numbers)</details>
    <details><summary>SQL</summary><pre class="sql"><code>\(table.sql)</code></pre></details></div>
    </figure>
    """
  }

  private var explanation: HTML { note.isEmpty ? .none : "<p>\(note)</p>" }

  private static let shownRows = 300

  /// The rows as a table, which screen readers read in place of the picture.
  private var numbers: HTML {
    let head = table.columns.map { name in
      let isNumber = table.rows.contains { $0.number(name) != nil }
      return "<th scope=\"col\" class=\"\(isNumber ? "number" : "")\">\(name)</th>" as HTML
    }
    let rows = table.rows.prefix(Figure.shownRows).map { row in
      "<tr>\(HTML(row.values.map(\.cell), separator: ""))</tr>" as HTML
    }
    let more = table.rows.count - rows.count
    let rest: HTML =
      more > 0 ? "<p class=\"soft\">… and \(Decimal.grouped(more)) more rows: run the SQL.</p>" : ""
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="Numbers: \(title)"><table>
      <thead><tr>\(HTML(head, separator: ""))</tr></thead>
      <tbody>\(rows)</tbody></table></div>\(rest)
      """
  }
}

extension Value {
  /// A cell of a table; a number that is written for people carries itself as a value.
  fileprivate var cell: HTML {
    switch self {
    case .null: "<td class=\"soft\">–</td>"
    case .integer(let value):
      "<td class=\"number\"><data value=\"\(value)\">\(Decimal.grouped(value))</data></td>"
    case .real(let value):
      "<td class=\"number\"><data value=\"\("\(value)" as String)\">\(Decimal.readable(value))</data></td>"
    case .text(let text):
      """
      <td dir="auto" class="\(text.utf8.count > 60 ? "long" : "")">\(HTML.excerpt(text, limit: 200))</td>
      """
    case .blob: "<td class=\"soft\">bytes</td>"
    }
  }
}
