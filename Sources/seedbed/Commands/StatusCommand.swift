import Base
import Store

extension Command {
  /// `seedbed status DB`.
  static let status = Command(
    "status", "DB", summary: "count what the file holds and what is open",
    details: """
      Artifacts by kind and status, where rows were lost, the plans with their requests, what is
      still to be done, and the last run. The numbers of each kind add up: made = superseded +
      rejected + stale + dropped + live. The view funnel has the same for each rule.
      """,
    examples: ["seedbed status demo.db", "seedbed status demo.db --json"],
    flags: [Flag("--json", .output, "Print one JSON object.")]
  ) { invocation in
    let path = invocation.operands[0]
    let store = try await invocation.openForReading()
    let overview = try await store.read { try $0.overview() }
    guard invocation.isSet("--json") else {
      try print(overview, path, invocation.console)
      return .done
    }
    try invocation.console.output.write(overview.json(path: path).text + "\n")
    return .done
  }
}

private func print(_ overview: Overview, _ path: String, _ console: Console) throws {
  let output = console.output
  let name = Printable.line(path)
  try output.write(
    "\(name): \(overview.examples) examples, \(bytesInWords(overview.size))\n\n")
  try printKinds(overview, console)
  if !overview.plans.isEmpty { try printPlans(overview, console) }
  let sections = [
    ("Where rows went", overview.funnel), ("Open", overview.open(path: path)),
    ("Last run", overview.lastRun.map { [$0.line] } ?? []),
  ]
  for (title, lines) in sections where !lines.isEmpty {
    try console.write(lines: ["", "\(title):"] + lines.map { "  \($0)" }) {
      Paragraph.sentences($0, width: $1)
    }
  }
}

private func printKinds(_ overview: Overview, _ console: Console) throws {
  let statuses: [Status] = [.live, .dropped, .stale, .rejected]
  var writer = try RowWriter(
    .table, columns: ["kind", "made"] + statuses.map(\.rawValue) + ["superseded"],
    to: console.output, screen: console.screen)
  for kind in overview.kinds {
    let heads = statuses.map { Value.integer(kind.heads[$0, default: 0]) }
    try writer.write(
      [.text(kind.kind), .integer(kind.made)] + heads + [.integer(kind.superseded)])
  }
  try writer.finish()
}

private func printPlans(_ overview: Overview, _ console: Console) throws {
  try console.output.write("\n")
  var writer = try RowWriter(
    .table, columns: ["plan", "method"] + UnitState.allCases.map(\.rawValue) + ["worked on by"],
    to: console.output, screen: console.screen)
  for plan in overview.plans {
    let units = UnitState.allCases.map { Value.integer(plan.units[$0, default: 0]) }
    try writer.write(
      [.integer(plan.id), .text(plan.method)] + units
        + [Value(plan.runningRun.map { "run \($0)" })])
  }
  try writer.finish()
}
