import Store

extension Command {
  /// `seedbed sample DB`.
  static let sample = Command(
    "sample", "DB", summary: "print random rows of a view, to be read",
    details: """
      On a terminal each row is a block: a line for each column, long texts wrapped below it.
      Rows of drops and flags are shown with their text, and with the text of their question or of the
      row that they repeat.
      The same --seed draws the same rows of the same file; without it every call draws others.
      """,
    examples: [
      "seedbed sample demo.db",
      "seedbed sample demo.db --from drops --rule dedup -n 20",
      "seedbed sample demo.db --from questions --seed 7 --nl",
    ],
    flags: [
      Flag("--count", "N", .selection, "How many rows.", alias: "-n", defaultText: "5"),
      Flag(
        "--from", "VIEW", .selection, "A view: examples, drops, failures, questions …",
        defaultText: "examples"),
      Flag("--rule", "NAME", .selection, "Only rows of drops, flags or scores by this rule."),
      Flag("--where", "SQL", .selection, "Only rows for which this condition holds."),
      Flag("--seed", "N", .selection, "Draw the same rows again.", defaultText: "random"),
      Flag("--text", .output, "Print blocks of text (the default on a terminal)."),
    ] + RowFormat.flags.filter { $0.name != "--table" } + [
      Flag("--table", .output, "Print a table.")
    ]
  ) { invocation in
    let request = try sampleRequest(invocation)
    let style = try SampleStyle(invocation)
    let store = try await invocation.openForReading()
    do {
      let count = try await store.read { connection in
        try connection.onlyRead()
        return try print(connection.draw(request), request.view, style, connection, invocation)
      }
      if count == 0 { invocation.console.talk.say("no row of \(request.view.name) to show") }
    } catch let error as QueryError {
      throw UsageError("--where: \(error)")
    }
    return .done
  }
}

/// Blocks of text, or a format of rows.
private enum SampleStyle {
  case text, rows(RowFormat)

  init(_ invocation: Invocation) throws(UsageError) {
    let asked = try invocation.oneOf(["--text"] + RowFormat.allCases.map { "--\($0.rawValue)" })
    let isPlain = asked == nil && invocation.console.screen.isTerminal
    self = asked == "--text" || isPlain ? .text : .rows(try RowFormat(invocation))
  }
}

private func sampleRequest(_ invocation: Invocation) throws -> SampleRequest {
  let name = invocation.text("--from") ?? "examples"
  guard let view = PublicView.named(name) else {
    throw UsageError.value(name, of: "--from", choices: PublicView.all.map(\.name))
  }
  let rule = invocation.text("--rule")
  guard rule == nil || ["drops", "flags", "scores"].contains(view.name) else {
    throw UsageError("--rule: rows of \(view.name) are not by a rule: add --from drops")
  }
  return SampleRequest(
    view: view, count: try invocation.int("--count", in: 1...100_000) ?? 5,
    seed: try invocation.int("--seed").map { UInt64($0) } ?? .random(in: 0...UInt64.max),
    condition: invocation.text("--where"), rule: rule)
}

/// Prints the rows with `identities`; the result is how many.
private func print(
  _ identities: [[Value]], _ view: PublicView, _ style: SampleStyle, _ connection: Connection,
  _ invocation: Invocation
) throws -> Int {
  var columns: [String] = []
  var rows: [[Value]] = []
  for identity in identities {
    let cells = try connection.row(
      of: view, identity, columns: view.shown, joined: view.joined
    ) { row in
      columns = row.names
      return (0..<row.count).map { row.value($0) }
    }
    if let cells { rows.append(cells) }
  }
  switch style {
  case .text: try printCards(rows, columns, view, invocation.console)
  case .rows(let format): try printRows(rows, columns, format, invocation.console)
  }
  return rows.count
}

private func printCards(
  _ rows: [[Value]], _ columns: [String], _ view: PublicView, _ console: Console
) throws {
  var cards = Cards(columns: columns, to: console.output, screen: console.screen)
  for (index, row) in rows.enumerated() {
    try cards.write(row, title: "\(view.name) \(index + 1) of \(rows.count)")
  }
}

private func printRows(
  _ rows: [[Value]], _ columns: [String], _ format: RowFormat, _ console: Console
) throws {
  var writer = try RowWriter(
    format, columns: columns, to: console.output, screen: console.screen)
  for row in rows { try writer.write(row) }
  try writer.finish()
}

extension PublicView {
  /// What `sample` shows: of a drop also its text and that of the row that it repeats.
  fileprivate var shown: String {
    ["drops", "flags"].contains(name)
      ? """
      v.artifact_id, v.kind, v.rule, v.value, v.threshold, a.text AS text, v.witness_id,
        v.witness_status, w.text AS witness_text, v.reason, v.run_id
      """ : "v.*"
  }

  fileprivate var joined: String {
    ["drops", "flags"].contains(name)
      ? """
      JOIN artifact AS a ON a.id = v.artifact_id LEFT JOIN artifact AS w ON w.id = v.witness_id
      """ : ""
  }
}
