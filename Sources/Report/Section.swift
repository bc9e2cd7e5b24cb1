internal import Base
internal import Store

/// A part of the page under a heading of its own.
struct Section: Sendable {
  /// Its anchor.
  let id: String
  /// Its heading.
  let title: String
  /// What the section tells, in a sentence or two.
  var lead = ""
  /// What stands in it.
  var parts: [Part] = []

  /// A piece of a section.
  enum Part: Sendable {
    case figure(Figure)
    case html(HTML)
    /// What is not known, and the command that would make it known.
    case missing(String, command: String)
  }
}

extension Section {
  /// Adds the figure that `draw` makes of what `sql` brings; without a row, says what would fill it.
  mutating func add(
    _ title: String, note: String = "", _ table: Table, missing: (String, command: String)? = nil,
    draw: (Table) -> HTML
  ) {
    if !table.isEmpty {
      parts.append(.figure(Figure(title: title, note: note, table: table, picture: draw(table))))
    } else if let missing {
      parts.append(.missing(missing.0, command: missing.command))
    }
  }

  /// The figures of the section.
  var figures: [Figure] {
    parts.compactMap { part in
      if case .figure(let figure) = part { figure } else { nil }
    }
  }

  /// The section.
  var html: HTML {
    let introduction: HTML = lead.isEmpty ? .none : "<p class=\"lead\">\(lead)</p>"
    return """
      <section id="\(id)" aria-labelledby="\(id)-title"><h2 id="\(id)-title">\(title)</h2>
      \(introduction)
      \(parts.map(\.html))
      </section>
      """
  }
}

extension Section.Part {
  fileprivate var html: HTML {
    switch self {
    case .figure(let figure): figure.html
    case .html(let html): html
    case .missing(let sentence, let command):
      "<p class=\"missing\">\(sentence): <code>\(words(command))</code> fills this.</p>"
    }
  }

  /// The words of a command, so that a line ends between them and not within a flag.
  private func words(_ command: String) -> HTML {
    HTML(command.split(separator: " ").map { "<span>\(String($0))</span>" }, separator: " ")
  }
}
