/// A tree as bands: each node is as wide as its size, with its children below it.
struct Icicle {
  /// A node.
  struct Node {
    /// What it is called.
    let name: String
    /// How much is below it.
    let size: Int
    /// Its children, the largest first.
    var children: [Node] = []
  }

  /// The nodes of the first band.
  let roots: [Node]
  /// How many bands there are.
  let depth: Int
  /// What is counted.
  let unit: String

  private static let band = 34.0

  /// The picture; nodes that are too small to be seen are left away.
  var html: HTML {
    let total = roots.reduce(0) { $0 + $1.size }
    var drawing = Drawing(height: Double(depth) * Icicle.band, description: description)
    var x = 0.0
    for (index, root) in roots.enumerated() {
      let share = Double(root.size) / Double(max(total, 1))
      draw(root, path: "", x: x, share: share, level: 0, color: index, into: &drawing)
      x += share
    }
    return "<div class=\"panel\">\(drawing.html)</div>"
  }

  private var description: String {
    let largest = roots.prefix(5).map { "\($0.name) \(Decimal.grouped($0.size))" }
    let more = roots.count > 5 ? " and \(roots.count - 5) more" : ""
    return "\(unit) by \(depth) levels; at the top \(largest.joined(separator: ", "))\(more)"
  }

  private func draw(
    _ node: Node, path: String, x: Double, share: Double, level: Int, color: Int,
    into drawing: inout Drawing
  ) {
    guard share > 0.0003 else { return }
    let path = path.isEmpty ? node.name : "\(path) › \(node.name)"
    let y = Double(level) * Icicle.band
    drawing.rectangle(
      x: x * 100, width: share * 100, y: y, height: Icicle.band - 2,
      color: Palette.series(color), title: "\(path): \(Decimal.grouped(node.size)) \(unit)",
      isFaint: true)
    drawing.text(
      node.name, x: x * 100, y: y + 21, shift: 5, room: Room(for: node.name, in: share))
    var start = x
    for (index, child) in node.children.enumerated() {
      let part = share * Double(child.size) / Double(max(node.size, 1))
      // A lone root would give everything below it one colour.
      draw(
        child, path: path, x: start, share: part, level: level + 1,
        color: roots.count == 1 && level == 0 ? index : color, into: &drawing)
      start += part
    }
  }
}
