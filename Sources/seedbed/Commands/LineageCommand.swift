import Base
import Store

extension Command {
  /// `seedbed lineage DB ID`.
  static let lineage = Command(
    "lineage", "DB ID", summary: "show what an artifact was made from, and how",
    details: """
      The ancestry is a tree from the artifact up to its discipline and field; what several
      parents share is drawn once. Below it stands what made the artifact (plan, prompt, model,
      settings, call), what was decided about it, and the exports that it went into.

      ID is a number or key:PREFIX. Examples that were shown in a prompt are listed and not
      followed.
      """,
    examples: [
      "seedbed lineage demo.db 512", "seedbed lineage demo.db key:9f3a --format json",
      "seedbed lineage demo.db 4 --down --limit 50",
      "seedbed lineage demo.db 512 --format dot | dot -Tsvg > lineage.svg",
    ],
    flags: [
      Flag("--down", .task, "Show what was made from it instead."),
      Flag("--limit", "N", .selection, "Draw at most this many artifacts.", defaultText: "500"),
      Flag(
        "--format", "NAME", .output, "How to print it.",
        choices: LineageFormat.allCases.map(\.rawValue),
        defaultText: "text"),
      Flag("--json", .output, "The same as --format json."),
    ]
  ) { invocation in
    let direction: LineageGraph.Direction = invocation.isSet("--down") ? .down : .up
    let limit = try invocation.int("--limit", in: 1...1_000_000) ?? 500
    let store = try await invocation.openForReading()
    let report = try await store.read { connection in
      try LineageReport(
        connection, try connection.artifactID(named: invocation.operands[1]), direction, limit)
    }
    let format: LineageFormat =
      try invocation.isSet("--json") ? .json : invocation.choice("--format") ?? .text
    try report.print(format, invocation.console)
    return .done
  }
}

/// Everything that `lineage` tells about one artifact.
private struct LineageReport: Sendable {
  let graph: LineageGraph
  let direction: LineageGraph.Direction
  let provenance: Provenance
  let decisions: [RecordedDecision]
  let exports: [ExportMembership]

  init(
    _ connection: Connection, _ id: Int, _ direction: LineageGraph.Direction, _ limit: Int
  ) throws {
    self.direction = direction
    graph = try connection.lineage(of: id, direction, limit: limit)
    provenance = try connection.provenance(of: id)
    decisions = try connection.decisions(on: id)
    exports = try connection.exports(of: id)
  }

  func print(_ format: LineageFormat, _ console: Console) throws {
    switch format {
    case .text: try printText(console)
    case .json: try console.output.write(json.text + "\n")
    case .dot: try console.output.write(LineageDrawing(graph, direction).dot)
    case .mermaid: try console.output.write(LineageDrawing(graph, direction).mermaid)
    }
  }

  private func printText(_ console: Console) throws {
    let sections = [
      ("Made by", provenance.lines), ("Decisions", decisions.map(\.line)),
      ("Exports", exports.map(\.line)),
    ]
    let tree = LineageTree(graph, width: console.screen.width).lines
    try console.output.write(tree.map { $0 + "\n" }.joined())
    for (title, body) in sections where !body.isEmpty {
      try console.write(lines: ["", "\(title):"] + body.map { "  " + $0 })
    }
  }

  var json: JSON {
    [
      "id": JSON(graph.root), "direction": .string(direction.rawValue),
      "artifacts": .array(graph.nodes.keys.sorted().compactMap { graph.nodes[$0]?.json }),
      "edges": .array(graph.nodes.keys.sorted().flatMap(edges(at:))),
      "left_out": JSON(graph.hidden.values.reduce(0, +)), "made_by": provenance.json,
      "decisions": .array(decisions.map(\.json)), "exports": .array(exports.map(\.json)),
    ]
  }

  private func edges(at id: Int) -> [JSON] {
    (graph.edges[id] ?? []).map { edge in
      let (child, parent) = direction == .up ? (id, edge.to) : (edge.to, id)
      return [
        "child_id": JSON(child), "parent_id": JSON(parent), "role": .string(edge.role),
        "position": JSON(edge.position),
      ]
    }
  }
}

extension ExportMembership {
  fileprivate var line: String {
    "export \(export) (run \(run), \(format)): \(split), line \(position)"
  }

  fileprivate var json: JSON {
    [
      "export": JSON(export), "run": JSON(run), "format": .string(format),
      "split": .string(split), "line": JSON(position),
    ]
  }
}
