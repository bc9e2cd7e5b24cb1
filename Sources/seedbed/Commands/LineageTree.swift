import Base
import Store

/// A graph of lineage drawn as a tree: what was shown before is marked and not drawn again.
struct LineageTree {
  private let graph: LineageGraph
  private let width: Int
  private var shown: Set<Int> = []
  private(set) var lines: [String] = []

  /// The tree of `graph` in lines of at most `width` columns, deep ones aside.
  init(_ graph: LineageGraph, width: Int) {
    self.graph = graph
    self.width = width
    draw(graph.root, as: nil, first: "", rest: "")
  }

  private mutating func draw(_ id: Int, as role: String?, first: String, rest: String) {
    guard let node = graph.nodes[id] else { return }
    let isNew = shown.insert(id).inserted
    lines.append(line(node, role, isNew: isNew, indent: first))
    guard isNew else { return }
    let edges = graph.edges[id] ?? []
    let hidden = graph.hidden[id] ?? 0
    for (index, edge) in edges.enumerated() {
      let isLast = index == edges.count - 1 && hidden == 0
      draw(
        edge.to, as: edge.role, first: rest + (isLast ? "└─ " : "├─ "),
        rest: rest + (isLast ? "   " : "│  "))
    }
    if hidden > 0 { lines.append("\(rest)└─ … \(hidden) more") }
  }

  private func line(_ node: Glimpse, _ role: String?, isNew: Bool, indent: String) -> String {
    var head = "\(indent)\(node.kind) \(node.id)"
    if let role, role != node.kind, role != "taxonomy" { head += " (\(Printable.line(role)))" }
    if node.status != "live" { head += " [\(node.status)]" }
    guard isNew else { return head + " (see above)" }
    let room = width - Printable.width(of: head) - 2
    return head + "  " + Printable.fit(node.text, max(20, room))
  }
}
