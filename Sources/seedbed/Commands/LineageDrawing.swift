import Base
import Store

/// How `lineage` prints a graph.
enum LineageFormat: String, CaseIterable {
  case text, json, dot, mermaid
}

/// A graph of lineage in the languages of Graphviz and Mermaid; arrows go from parent to child.
struct LineageDrawing {
  private let nodes: [Glimpse]
  private let edges: [(parent: Int, child: Int, role: String)]
  private let root: Int

  init(_ graph: LineageGraph, _ direction: LineageGraph.Direction) {
    root = graph.root
    nodes = graph.nodes.keys.sorted().compactMap { graph.nodes[$0] }
    edges = graph.nodes.keys.sorted().flatMap { id in
      (graph.edges[id] ?? []).map { edge in
        direction == .up ? (edge.to, id, edge.role) : (id, edge.to, edge.role)
      }
    }
  }

  /// A digraph for `dot`; see the DOT language, "Quoted strings".
  var dot: String {
    let nodes = nodes.map { node in
      let label = "\(title(node))\n\(text(node))".replacing("\\", with: "\\\\")
        .replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      let style = node.status == "live" ? "" : ", style=dashed"
      return "  n\(node.id) [label=\"\(label)\"\(style)\(node.id == root ? ", penwidth=2" : "")];"
    }
    let edges = edges.map { "  n\($0.parent) -> n\($0.child) [label=\"\($0.role)\"];" }
    let head = ["digraph lineage {", "  node [shape=box, fontname=\"sans-serif\"];"]
    return (head + nodes + edges + ["}"]).joined(separator: "\n") + "\n"
  }

  /// A flowchart for Mermaid, where a quotation mark is written as an entity.
  var mermaid: String {
    let nodes = nodes.map { node in
      let label = "\(title(node)): \(text(node))".replacing("#", with: "#35;")
        .replacing("\"", with: "#quot;").replacing("<", with: "#lt;").replacing("`", with: "#96;")
      return "  n\(node.id)[\"\(label)\"]"
    }
    let edges = edges.map { "  n\($0.parent) -->|\($0.role)| n\($0.child)" }
    let style = "  style n\(root) stroke-width:3px"
    return (["flowchart TD"] + nodes + edges + [style]).joined(separator: "\n") + "\n"
  }

  private func title(_ node: Glimpse) -> String {
    "\(node.kind) \(node.id)" + (node.status == "live" ? "" : " [\(node.status)]")
  }

  private func text(_ node: Glimpse) -> String { Printable.fit(node.text, 60) }
}
