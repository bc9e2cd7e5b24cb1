internal import Base
internal import Store

/// A question with its answer, earlier in a conversation.
struct Turn: Sendable, Hashable {
  var question: String
  var answer: String
}

extension Artifact {
  /// A question as it is asked: the instruction, and the input on a paragraph of its own.
  var asked: String {
    let input = attributes["input"]?.string ?? ""
    return input.isEmpty ? text : text + "\n\n" + input
  }
}

extension Connection {
  /// The question that `answer` answers.
  func answered(by answer: Artifact) throws -> Artifact? {
    try first(
      """
      SELECT \(Artifact.columns) FROM lineage AS l JOIN artifact AS a ON a.id = l.parent_id
      WHERE l.child_id = ? AND l.role = 'question'
      """, [.integer(answer.reference.id)]
    ) { try Artifact($0) }
  }

  /// The turns before `question` in its conversation, the first one first.
  func history(of question: Artifact) throws -> [Turn] {
    var turns: [Turn] = []
    var current = question.reference.id
    while let (question, answer) = try turn(before: current) {
      turns.append(Turn(question: question.asked, answer: answer))
      current = question.reference.id
    }
    return turns.reversed()
  }

  /// The answer that the question `id` follows, and the question of that.
  private func turn(before id: Int) throws -> (Artifact, String)? {
    try first(
      """
      SELECT \(Artifact.columns), b.text FROM lineage AS l
      JOIN artifact AS b ON b.id = l.parent_id
      JOIN lineage AS m ON m.child_id = b.id AND m.role = 'question'
      JOIN artifact AS a ON a.id = m.parent_id
      WHERE l.child_id = ? AND l.role = 'follows'
      """, [.integer(id)]
    ) { (try Artifact($0), $0.text(7)) }
  }
}
