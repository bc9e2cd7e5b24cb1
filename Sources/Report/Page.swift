public import Base
public import Store

/// What a database holds, as one HTML page that needs nothing else: no network and no scripts.
///
/// The same file gives the same page, byte for byte. Each picture is drawn from the query that
/// stands beside it.
///
/// ```swift
/// let page = try await store.read { try Page($0, title: "demo.db") }
/// ```
public struct Page: Sendable {
  private let title: String
  private let sections: [Section]

  /// The page about the file behind `connection`, with `title` as its heading.
  public init(_ connection: Connection, title: String) throws {
    self.title = title
    sections = try connection.snapshot { try Page.contents.map { try $0(connection) } }
  }

  /// The sections in their order.
  private static let contents: [@Sendable (Connection) throws -> Section] = [
    Section.overview, Section.funnel, Section.coverage, Section.lengths, Section.difficulty,
    Section.scores, Section.neighbours, Section.drops, Section.requests, Section.languages,
    Section.yields, Section.lastExport, Section.examples,
  ]

  /// How every page begins, so that one is known again.
  public static let mark = "<!DOCTYPE html><!-- seedbed report -->"

  /// The page.
  public var html: String {
    let style = EmbeddedFile.text("Data/report.css") ?? ""
    let links = sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as HTML }
    let body: HTML = """
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title) – report</title>
      <style>
      \(HTML(stringLiteral: style))</style></head><body>
      <a class="skip" href="#main">Skip to the figures</a>
      <header><h1 dir="auto">\(title)</h1><nav aria-label="Sections"><ul>
      \(links)
      </ul></nav></header>
      <main id="main">
      \(sections.map(\.html))
      </main>
      <footer><p>Made by <code>seedbed report</code>. Each picture is drawn from the SQL that is \
      folded below it; <code>seedbed query</code> runs it again.</p></footer>
      </body></html>
      """
    return "\(Page.mark)\n\(body.text)\n"
  }

  /// The rows that each picture was drawn from, by the name of its section and its own.
  public var figures: JSON {
    .object(
      sections.filter { !$0.figures.isEmpty }.map { section in
        .init(section.id, .object(section.figures.map { .init($0.name, $0.table.json) }))
      })
  }
}
