internal import Base
internal import Store

/// A graph of lineage as nested lists: what was shown before is not shown again.
struct LineageList {
  private let graph: LineageGraph
  /// The list.
  private(set) var html: HTML = .none

  /// The list of what `graph` reached from its root.
  init(_ graph: LineageGraph) {
    self.graph = graph
    var shown: Set<Int> = []
    html = "<ul class=\"lineage\">\(item(graph.root, as: nil, &shown))</ul>"
  }

  private func item(_ id: Int, as role: String?, _ shown: inout Set<Int>) -> HTML {
    guard let node = graph.nodes[id] else { return .none }
    let known = role.map { $0 == node.kind || $0 == "taxonomy" ? "" : " (\($0))" } ?? ""
    let status = node.status == "live" ? "" : " [\(node.status)]"
    let head: HTML = "<span class=\"soft\">\(node.kind) \(id)\(known)\(status)</span>"
    guard shown.insert(id).inserted else { return "<li>\(head) – see above</li>" }
    let children = (graph.edges[id] ?? []).map { item($0.to, as: $0.role, &shown) }
    let hidden = graph.hidden[id] ?? 0
    let more: HTML = hidden > 0 ? "<li class=\"soft\">and \(hidden) more</li>" : .none
    let below: HTML =
      children.isEmpty && hidden == 0 ? .none : "<ul>\(HTML(children))\(more)</ul>"
    return "<li>\(head) <span dir=\"auto\">\(Printable.fit(node.text, 160))</span>\(below)</li>"
  }
}
