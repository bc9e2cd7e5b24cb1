internal import Store

extension Section {
  /// What the last export wrote, left out, and how close its sides come to each other.
  static func lastExport(_ connection: Connection) throws -> Section {
    var section = Section(id: "export", title: "The last export")
    let export = try connection.table(summary)
    guard let last = export.rows.first else {
      section.parts = [
        .missing("Nothing was exported yet", command: "seedbed export DB DIR --format messages")
      ]
      return section
    }
    section.add("What and when", export, draw: tiles)
    section.add(
      "Rows by side, and what was left out", note: "As its manifest has it.",
      try connection.table(members), draw: sides)
    if case .text(let bound) = last["highest_rouge_l"] {
      section.parts.append(
        .html("<p>The highest ROUGE-L of two questions on two sides is \(bound).</p>"))
      return section
    }
    section.add(
      "The closest questions on two sides",
      note: "Where ROUGE-L is above the threshold, rows stay on one side.",
      try connection.table(closest), draw: leak)
    return section
  }

  private static let summary = """
    SELECT id AS export, format, created_at, manifest ->> '$.split.seed' AS seed,
      manifest ->> '$.split.threshold' AS threshold,
      manifest ->> '$.leaks.highest_rouge_l' AS highest_rouge_l
    FROM export ORDER BY id DESC LIMIT 1
    """

  private static let members = """
    SELECT m.key AS what, j.key AS name, j.value AS rows
    FROM export AS e, json_each(e.manifest) AS m, json_each(m.value) AS j
    WHERE e.id = (SELECT max(id) FROM export) AND m.key IN ('rows', 'left_out')
    ORDER BY m.key DESC, j.id
    """

  private static let closest = """
    SELECT j.value ->> '$.split' AS split, a.id, a.text,
      CAST(e.manifest ->> '$.leaks.highest_rouge_l' AS REAL) AS rouge_l,
      CAST(e.manifest ->> '$.split.threshold' AS REAL) AS threshold
    FROM export AS e, json_each(e.manifest, '$.leaks.closest') AS j
    JOIN artifact AS a ON a.key = j.value ->> '$.question'
    WHERE e.id = (SELECT max(id) FROM export) ORDER BY j.id
    """

  private static func sides(_ table: Table) -> HTML {
    Bars(
      table.rows.filter { $0.int("rows") > 0 }.map { row in
        let isWritten = row.text("what") == "rows"
        let name = (row.text("name") ?? "").replacing("_", with: " ")
        return Bars.Bar(
          label: isWritten ? name : "left out: \(name)",
          value: Decimal.grouped(row.int("rows")),
          parts: [
            .init(
              name: isWritten ? "written" : "left out", value: Double(row.int("rows")),
              color: isWritten ? Palette.kept : Palette.dropped)
          ])
      }
    ).html
  }

  private static func leak(_ table: Table) -> HTML {
    let score = table.rows.first?.number("rouge_l") ?? 0
    let threshold = table.rows.first?.number("threshold") ?? 0
    let words =
      "highest ROUGE-L \(Decimal.text(score, places: 3)), threshold "
      + Decimal.text(threshold, places: 2)
    var drawing = Drawing(height: 22, description: words)
    drawing.rectangle(x: 0, width: 100, y: 9, height: 4, color: Palette.rail)
    drawing.tick(x: threshold * 100)
    drawing.dot(x: 1 + score * 98, y: 11, color: score > threshold ? Palette.failed : Palette.kept)
    let texts = table.rows.map { row in
      text(row.text("text") ?? "", "\(row.text("split") ?? ""), question \(row.int("id"))")
    }
    return """
      <p><b>\(words)</b></p>\(drawing.html)
      <div class="cards"><article>\(texts)</article></div>
      """
  }
}
