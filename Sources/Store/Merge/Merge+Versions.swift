extension Merge {
  /// Brings versions of the same item under one item, and counts them anew where they diverged.
  ///
  /// Where one file only went on from where the other stands, its order is kept; where both went on,
  /// or began differently, the versions are ordered by the time they were made, then by key.
  mutating func bringVersions() throws {
    let firstNew = try connection.first(
      "SELECT min(ours) FROM temp.merged_artifact WHERE is_new"
    ) { $0.optionalInt(0) }
    var changes: [Numbered] = []
    for items in try relatedItems() {
      let order = try versionOrder(of: items, firstNew: (firstNew ?? nil) ?? .max)
      let moved = try changesTo(order.ids, of: items)
      figures.renumbered += order.hasDiverged && !moved.isEmpty ? 1 : 0
      changes += moved
    }
    try renumber(changes)
    figures.others += try change(
      """
      INSERT INTO main.imported (source, kind, external_id, item_id)
      SELECT t.source, t.kind, t.external_id, a.item_id FROM \(other).imported AS t
      JOIN temp.merged_artifact AS m ON m.theirs = t.item_id
      JOIN main.artifact AS a ON a.id = m.ours WHERE true
      ON CONFLICT DO NOTHING
      """)
  }

  /// Our items that turn out to be one, or that have other versions in their file; each group with
  /// its ids in order.
  private func relatedItems() throws -> [[Int]] {
    var groups = ItemGroups()
    try connection.forEachRow(
      """
      SELECT a.item_id, f.item_id FROM temp.merged_artifact AS m
      JOIN \(other).artifact AS t ON t.id = m.theirs
      JOIN main.artifact AS a ON a.id = m.ours
      JOIN temp.merged_artifact AS fm ON fm.theirs = t.item_id
      JOIN main.artifact AS f ON f.id = fm.ours
      WHERE a.item_id <> f.item_id OR a.version <> t.version
      """
    ) { row in
      groups.join(row.int(0), row.int(1))
      return true
    }
    try connection.forEachRow(
      """
      SELECT o.item_id, f.item_id FROM \(other).imported AS t
      JOIN main.imported AS o USING (source, kind, external_id)
      JOIN temp.merged_artifact AS fm ON fm.theirs = t.item_id
      JOIN main.artifact AS f ON f.id = fm.ours
      WHERE o.item_id <> f.item_id
      """
    ) { row in
      groups.join(row.int(0), row.int(1))
      return true
    }
    return groups.all
  }

  /// A version and the item and number that it has, or is to have.
  private struct Numbered: Hashable {
    let id: Int
    let item: Int
    let version: Int
  }

  /// What has to be changed so that the versions of `items` are those of one, in the order of `ids`.
  private func changesTo(_ ids: [Int], of items: [Int]) throws -> [Numbered] {
    guard let first = ids.first else { return [] }
    let present = try connection.rows(
      """
      SELECT id, item_id, version FROM main.artifact
      WHERE item_id IN (SELECT value FROM json_each(?))
      """, [.text("\(items)")]
    ) { Numbered(id: $0.int(0), item: $0.int(1), version: $0.int(2)) }
    let wanted = ids.enumerated().map { Numbered(id: $1, item: first, version: $0 + 1) }
    return wanted.filter { !present.contains($0) }
  }

  /// The versions of `items`, which are one, in their order; those from `firstNew` on came along.
  private func versionOrder(
    of items: [Int], firstNew: Int
  ) throws -> (ids: [Int], hasDiverged: Bool) {
    let ours = try items.map { item in
      try connection.rows(
        "SELECT id FROM main.artifact WHERE item_id = ? AND id < ? ORDER BY version",
        [.integer(item), .integer(firstNew)]
      ) { $0.int(0) }
    }
    let theirs = try connection.rows(
      """
      SELECT m.ours, t.item_id FROM main.artifact AS a
      JOIN temp.merged_artifact AS m ON m.ours = a.id
      JOIN \(other).artifact AS t ON t.id = m.theirs
      WHERE a.item_id IN (SELECT value FROM json_each(?)) ORDER BY t.item_id, t.version
      """, [.text("\(items)")]
    ) { (id: $0.int(0), item: $0.int(1)) }
    let histories =
      ours.filter { !$0.isEmpty }
      + Dictionary(grouping: theirs, by: \.item).values.map { $0.map(\.id) }
    if let longest = histories.max(by: { $0.count < $1.count }),
      histories.allSatisfy({ longest.starts(with: $0) })
    {
      return (longest, false)
    }
    let ids = try connection.rows(
      """
      SELECT id FROM main.artifact WHERE item_id IN (SELECT value FROM json_each(?))
      ORDER BY created_at, key
      """, [.text("\(items)")]
    ) { $0.int(0) }
    return (ids, true)
  }

  /// Twice, because two versions must not have the same number in between.
  private mutating func renumber(_ changes: [Numbered]) throws {
    guard !changes.isEmpty else { return }
    let connection = connection
    try connection.allowCorrections {
      for change in changes {
        try connection.execute(
          "UPDATE main.artifact SET version = id + \(2 * Merge.provisional) WHERE id = ?",
          [.integer(change.id)])
      }
      for change in changes {
        try connection.execute(
          "UPDATE main.artifact SET item_id = ?, version = ? WHERE id = ?",
          [.integer(change.item), .integer(change.version), .integer(change.id)])
      }
      try connection.execute(
        """
        UPDATE main.imported SET item_id = a.item_id FROM main.artifact AS a
        WHERE a.id = imported.item_id AND a.item_id <> a.id
        """)
    }
    figures.others += changes.count
  }
}

/// Items that belong together, found pair by pair.
private struct ItemGroups {
  private var above: [Int: Int] = [:]

  mutating func join(_ left: Int, _ right: Int) {
    let (left, right) = (root(of: left), root(of: right))
    above[max(left, right)] = min(left, right)
    above[min(left, right)] = min(left, right)
  }

  private func root(of item: Int) -> Int {
    var item = item
    while let next = above[item], next != item { item = next }
    return item
  }

  var all: [[Int]] {
    Dictionary(grouping: above.keys) { root(of: $0) }.values.map { $0.sorted() }
      .sorted { $0[0] < $1[0] }
  }
}
