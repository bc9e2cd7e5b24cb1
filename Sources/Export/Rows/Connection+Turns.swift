internal import Store

extension Connection {
  /// The turns before `question` in its conversation, the first one first.
  func turns(before question: Int) throws -> [Gathered.Member] {
    var turns: [Gathered.Member] = []
    var next = question
    while let turn = try turn(before: next) {
      turns.append(turn)
      next = turn.question
    }
    return turns.reversed()
  }

  /// By lineage and not by standing, which superseded versions have none of.
  private func turn(before question: Int) throws -> Gathered.Member? {
    try first(
      """
      SELECT asked.parent_id, l.parent_id FROM lineage AS l
      JOIN lineage AS asked ON asked.child_id = l.parent_id AND asked.role = 'question'
      WHERE l.child_id = ? AND l.role = 'follows' ORDER BY l.position LIMIT 1
      """, [.integer(question)]
    ) { Gathered.Member(question: $0.int(0), answer: $0.int(1)) }
  }
}
