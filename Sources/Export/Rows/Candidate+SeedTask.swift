internal import Base
internal import Store

extension Candidate {
  /// A row for each instance of each live seed task, in canonical order.
  ///
  /// As Self-Instruct adds them to its file for finetuning (`prepare_for_finetuning.py
  /// --include_seed_tasks`).
  static func seedTasks(_ connection: Connection) throws -> [Candidate] {
    let tasks = try connection.rows(
      """
      SELECT a.id, a.key, a.item_id, a.text, a.attributes, a.plan_id, a.sequence, a.language
      FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
      WHERE st.kind = 'seed_task' AND st.status = 'live' ORDER BY a.plan_id, a.sequence, a.key
      """
    ) { row in
      let instances = try row.attributes(4)["instances"]?.array ?? []
      // Without an instance there is one without an output, which is refused and counted.
      return (0..<max(1, instances.count)).map { number in
        Candidate(seedTask: row, StoredTurn(row.text(3), instances, number), number)
      }
    }
    guard !tasks.isEmpty else {
      throw ExportError(
        "there are no live seed tasks: import some with --as seed-tasks, or leave out "
          + "--include-seed-tasks")
    }
    return tasks.flatMap(\.self)
  }

  private init(seedTask row: borrowing Row, _ stored: StoredTurn, _ number: Int) {
    member = Gathered.Member(question: row.int(0), answer: row.int(0), instance: number)
    key = row.text(1)
    item = row.int(2)
    self.stored = stored
    (questionPlan, answerPlan) = (row.int(5), row.int(5))
    place = Place(stored: row.text(6))
    language = row.optionalText(7)
    (conversation, turn) = (member.question, 1)
    (draw, group, importedModel, rejected) = (nil, nil, nil, nil)
    isTruncated = false
  }

  /// Whether this row comes before `other` in canonical order.
  func precedes(_ other: Candidate) -> Bool {
    if questionPlan != other.questionPlan { return questionPlan < other.questionPlan }
    return (place, key) < (other.place, other.key)
  }
}

extension StoredTurn {
  /// The instance `number` among the `instances` of a seed task that says `instruction`.
  init(_ instruction: String, _ instances: [JSON], _ number: Int) {
    let instance = instances.indices.contains(number) ? instances[number] : [:]
    self.init(instruction, instance, answer: instance["output"]?.string ?? "")
  }
}
