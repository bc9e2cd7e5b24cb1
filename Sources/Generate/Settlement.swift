internal import Base
internal import Store

/// What a stage judges about the children of one parent: repeats, and more than was asked for.
///
/// Both are drops with a witness or a limit, so that they can be seen and undone; nothing is lost.
struct Settlement {
  /// Where the judgement holds: the children of one parent, made by one stage.
  let kind: Kind
  let below: Key
  let stage: String

  /// A child, in canonical order.
  struct Child {
    let id: Int
    let text: String
  }

  /// What was dropped of some children.
  struct Outcome {
    /// Those that were there before.
    let repeats: Set<Int>
    /// Those that are more than was asked for.
    let excess: Set<Int>

    /// Both.
    var all: Set<Int> { repeats.union(excess) }
  }

  /// Drops, within each of `groups`, texts that were there before and what exceeds `limit`.
  ///
  /// A text may not repeat one of those `given`, either, which are not judged. All groups together keep `total` at most: the last ones may keep less. Of the groups `none`
  /// nothing is kept. In `isOneList` a text may not repeat one of an earlier group, either.
  @discardableResult func judge(
    _ groups: [[Child]], limit: Int, total: Int = .max, none: Set<Int> = [],
    isOneList: Bool = false, given: [Child] = [], _ connection: Connection, run: Int
  ) throws -> Outcome {
    let before = Dictionary(
      given.map { (Settlement.comparable($0.text), $0) }, uniquingKeysWith: { first, _ in first })
    var first = before
    var repeats: [DecisionDraft] = []
    var excess: [DecisionDraft] = []
    for (index, group) in groups.enumerated() {
      if !isOneList { first = before }
      let kept = Settlement.dropRepeats(group, after: &first, into: &repeats)
      let most = none.contains(index) ? 0 : index < total / limit ? limit : total % limit
      excess += Settlement.excess(kept, over: most)
    }
    let examined = groups.reduce(0) { $0 + $1.count }
    try store("repeat", examined, repeats, .object([]), connection, run)
    try store("limit", examined, excess, ["limit": JSON(limit)], connection, run)
    return Outcome(repeats: Set(repeats.map(\.artifact)), excess: Set(excess.map(\.artifact)))
  }

  private static func excess(_ children: [Child], over limit: Int) -> [DecisionDraft] {
    children.enumerated().dropFirst(limit).map { index, child in
      DecisionDraft(
        .drop, child.id, value: Double(index + 1), threshold: Double(limit),
        reason: limit == 0
          ? "what it belongs to is dropped"
          : "number \(index + 1), where \(limit) \(limit == 1 ? "was" : "were") asked for")
    }
  }

  private func store(
    _ rule: String, _ examined: Int, _ decisions: [DecisionDraft], _ parameters: JSON,
    _ connection: Connection, _ run: Int
  ) throws {
    try connection.storeIfChanged(
      ScreeningDraft(
        rule: rule,
        scope: [
          "kind": .string(kind.rawValue), "below": .string(below.text), "stage": .string(stage),
        ], parameters: parameters, examined: examined, decisions: decisions), run: run)
  }

  private static func dropRepeats(
    _ children: [Child], after first: inout [String: Child],
    into decisions: inout [DecisionDraft]
  ) -> [Child] {
    var kept: [Child] = []
    for child in children {
      let name = comparable(child.text)
      if let witness = first[name] {
        decisions.append(
          DecisionDraft(
            .drop, child.id, witness: witness.id, reason: "\(witness.text) was there before"))
      } else {
        first[name] = child
        kept.append(child)
      }
    }
    return kept
  }

  /// A name without what people do not tell names apart by: case, spaces and most punctuation.
  ///
  /// C# is not C, and A* is not A.
  static func comparable(_ name: String) -> String {
    let name = name.lowercased()
    let telling = name.filter {
      $0.isLetter || $0.isNumber || $0.isSymbol || "#*&@%".contains($0)
    }
    return telling.isEmpty ? name : telling
  }
}

extension Connection {
  /// The heads of `kind` that a unit brought, in canonical order, unless a person rejected them,
  /// they are outdated, or another rule than `repeat` and `limit` dropped them.
  ///
  /// If the kind `keepsPlaces`, rejected and outdated ones count too, so that no other takes their
  /// place.
  func settlingChildren(
    ofUnit unit: Int, kind: Kind, keepsPlaces: Bool = false
  ) throws -> [Settlement.Child] {
    try settling(
      """
      SELECT a.id FROM call AS c
      CROSS JOIN artifact AS made ON made.call_id = c.id AND +made.kind = ?2
      JOIN artifact AS a ON a.item_id = made.item_id
      WHERE c.unit_id = ?3
      """, [.integer(keepsPlaces ? 1 : 0), .text(kind.rawValue), .integer(unit)])
  }

  /// The same of those that a model was asked for below `parent`.
  func settlingChildren(
    of parent: Int, role: Role, kind: Kind, keepsPlaces: Bool = false
  ) throws -> [Settlement.Child] {
    try settling(
      """
      SELECT c.id FROM lineage AS l
      JOIN artifact AS c ON c.id = l.child_id AND c.kind = ?2 AND c.call_id IS NOT NULL
      WHERE l.parent_id = ?3 AND l.role = ?4
      """,
      [
        .integer(keepsPlaces ? 1 : 0), .text(kind.rawValue), .integer(parent),
        .text(role.rawValue),
      ])
  }

  private func settling(_ ids: String, _ values: [Value]) throws -> [Settlement.Child] {
    try rows(
      """
      SELECT a.id, a.text FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id
      LEFT JOIN decision AS d ON d.id = st.decision_id
      LEFT JOIN screening AS sc ON sc.id = d.screening_id
      WHERE a.id IN (\(ids)) AND (st.status = 'live' OR st.status <> 'dropped' AND ?1
        OR st.status = 'dropped' AND sc.rule IN ('repeat', 'limit'))
      ORDER BY a.plan_id, a.sequence, a.key
      """, values
    ) { Settlement.Child(id: $0.int(0), text: $0.text(1)) }
  }
}
