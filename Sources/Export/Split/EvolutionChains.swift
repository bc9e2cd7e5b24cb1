internal import Store

/// Which questions were evolved from which, at any depth.
///
/// Two questions are in one chain if they go back to the same first one; questions in between count
/// even if they are not exported. Versions of one question are one link.
struct EvolutionChains {
  private var parents: [Int: [Int]] = [:]
  private var items: Set<Int> = []

  init(_ connection: Connection) throws {
    try connection.forEachRow(
      """
      SELECT DISTINCT c.item_id, p.item_id FROM lineage AS l
      JOIN artifact AS c ON c.id = l.child_id JOIN artifact AS p ON p.id = l.parent_id
      WHERE l.role = 'evolved_from' ORDER BY 1, 2
      """
    ) { row in
      let (child, parent) = (row.int(0), row.int(1))
      parents[child, default: []].append(parent)
      items.formUnion([child, parent])
      return true
    }
  }

  /// The first questions that `item` goes back to; none if it is in no chain.
  func roots(of item: Int) -> Set<Int> {
    guard items.contains(item) else { return [] }
    var roots: Set<Int> = []
    var seen: Set<Int> = []
    var waiting = [item]
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      if let above = parents[next] { waiting += above } else { roots.insert(next) }
    }
    return roots
  }
}
