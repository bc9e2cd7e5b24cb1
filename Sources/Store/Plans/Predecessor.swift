public import Base

/// A request that was answered at the place of another one: below the same parent or an earlier
/// version of it, in the same stage, with the same ordinal.
public struct Predecessor: Sendable {
  /// The row in table `unit`.
  public let unit: Int
  /// The plan under which it was asked.
  public let plan: Int
  /// True if it was asked below the very same version.
  public let hasSameParent: Bool
  /// How many of the heads that it brought are stale.
  public let stale: Int
}

extension Connection {
  /// What was answered at the place of `unit` before, the last first.
  public func predecessors(of unit: UnitDraft) throws -> [Predecessor] {
    try rows(
      """
      SELECT u.id, u.plan_id, u.parent_id = ?1, (
        SELECT count(DISTINCT h.id) FROM call AS c JOIN artifact AS made ON made.call_id = c.id
        JOIN artifact AS h ON h.item_id = made.item_id
        JOIN standing AS st ON st.artifact_id = h.id AND st.status = 'stale'
        WHERE c.unit_id = u.id)
      FROM artifact AS a JOIN artifact AS p ON p.item_id = a.item_id
      JOIN unit AS u ON u.parent_id = p.id AND u.stage = ?2 AND u.ordinal = ?3
      WHERE a.id = ?1 AND u.key <> ?4 AND u.state = 'done' ORDER BY u.id DESC
      """,
      [.integer(unit.parent), .text(unit.stage), .integer(unit.ordinal), Value(unit.key)]
    ) {
      Predecessor(
        unit: $0.int(0), plan: $0.int(1), hasSameParent: $0.int(2) == 1, stale: $0.int(3))
    }
  }

  /// Which heads of what `unit` brought are followed by which of `drafts`, by index: one of the same
  /// text, or else the one in the same place of the reply.
  ///
  /// - Parameter onlyStale: Only stale heads are replaced; else all that no person rejected.
  /// - Returns: Also the heads, live or dropped, that nothing follows.
  public func succession(
    of drafts: [Draft], after unit: Int, onlyStale: Bool
  ) throws -> (heads: [Int: Head], left: [Int]) {
    var open = try replaceable(unit, onlyStale: onlyStale)
    var found: [Int: Head] = [:]
    func take(_ index: Int, where fits: (Replaceable) -> Bool) throws {
      guard found[index] == nil, let place = open.firstIndex(where: fits) else { return }
      found[index] = try head(ofItemOf: open.remove(at: place).id)
    }
    for (index, draft) in drafts.enumerated() {
      try take(index) { $0.kind == draft.kind.rawValue && $0.text == draft.text }
    }
    for (index, draft) in drafts.enumerated() {
      guard case .unit(_, let ordinal) = draft.origin else { continue }
      try take(index) { $0.kind == draft.kind.rawValue && $0.ordinal == String(ordinal) }
    }
    return (found, open.filter { !$0.isStale }.map(\.id))
  }

  /// A head that a reply brought, and its place in that.
  private struct Replaceable {
    let id: Int
    let kind: String
    let text: String
    let ordinal: String
    let isStale: Bool
  }

  private func replaceable(_ unit: Int, onlyStale: Bool) throws -> [Replaceable] {
    try rows(
      """
      SELECT h.id, h.kind, h.text, min(made.origin ->> 2), st.status = 'stale'
      FROM call AS c JOIN artifact AS made ON made.call_id = c.id AND made.origin ->> 0 = 'unit'
      JOIN artifact AS h ON h.item_id = made.item_id
      JOIN standing AS st ON st.artifact_id = h.id AND st.status <> 'rejected'
        AND (st.status = 'stale' OR NOT ?2)
      WHERE c.unit_id = ?1 GROUP BY h.id ORDER BY h.id
      """, [.integer(unit), .integer(onlyStale ? 1 : 0)]
    ) {
      Replaceable(
        id: $0.int(0), kind: $0.text(1), text: $0.text(2), ordinal: $0.text(3),
        isStale: $0.int(4) == 1)
    }
  }

  /// Drops, by rule `redo`, what an earlier reply brought and the one that `unit` got in its place
  /// has nothing for.
  public func dropReplaced(_ artifacts: [Int], by unit: Key, run: Int) throws {
    guard !artifacts.isEmpty else { return }
    let drops = artifacts.map {
      DecisionDraft(
        .drop, $0, reason: "its request was made anew, and the new reply has nothing in its place")
    }
    try store(
      ScreeningDraft(
        rule: "redo", scope: ["unit": .string(unit.text)], examined: drops.count,
        decisions: drops), run: run)
  }
}
