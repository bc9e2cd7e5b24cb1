internal import Base

/// Every row of table `standing` as it follows from artifacts, lineage and decisions alone.
///
/// A parent's id is smaller than its children's, so one pass in the order of ids is enough. It says
/// the same as the waves of `Standing`, by another way: `verify` compares the two.
struct DerivedStanding {
  /// A row of table `standing` without its artifact; 0 stands for NULL.
  struct Row: Equatable {
    var kind = ""
    var status = Status.live
    var isChosen = false
    var question = 0
    var discipline = 0
    var subject = 0
    var conversation = 0
    var turn = 0
    var decision = 0
    var droppedBy: String?
  }

  /// The active verdicts on one artifact that decide its status.
  private struct Verdicts {
    var person: (id: Int, isReject: Bool)?
    var drop: Int?
    var rules: Set<String> = []
  }

  /// By id, those that are no heads too: they pass on to which discipline they belong.
  private var rows: [Row] = []
  private var isHead: [Bool] = []
  private var verdicts: [Int: Verdicts] = [:]
  /// The live answers of each question.
  private var answers: [Int: [Int]] = [:]

  /// Derives the standing of every head.
  init(_ connection: Connection) throws {
    let size = try connection.int("SELECT max(id) FROM artifact") + 1
    rows = Array(repeating: Row(), count: size)
    isHead = Array(repeating: false, count: size)
    try readVerdicts(connection)
    try walk(connection)
    try choose(connection)
  }

  /// The row of the artifact `id`; nil if it is no head.
  func row(of id: Int) -> Row? { id < rows.count && isHead[id] ? rows[id] : nil }

  /// The ids of all heads in their order.
  var heads: some Sequence<Int> { isHead.indices.lazy.filter { isHead[$0] } }

  private mutating func readVerdicts(_ connection: Connection) throws {
    try connection.forEachRow(
      """
      SELECT d.artifact_id, d.id, d.verdict, s.rule FROM decision AS d
      JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
      WHERE d.verdict IN ('drop', 'accept', 'reject') ORDER BY d.id
      """
    ) { row in
      let (artifact, id, verdict) = (row.int(0), row.int(1), row.text(2))
      if verdict == "drop" {
        verdicts[artifact, default: Verdicts()].drop = verdicts[artifact]?.drop ?? id
        verdicts[artifact]?.rules.insert(row.text(3))
      } else {
        verdicts[artifact, default: Verdicts()].person = (id, verdict == "reject")
      }
      return true
    }
  }

  private mutating func walk(_ connection: Connection) throws {
    var newest: [Int: Int] = [:]
    try connection.forEachRow(
      "SELECT item_id, max(version) FROM artifact WHERE version > 1 GROUP BY item_id"
    ) { row in
      newest[row.int(0)] = row.int(1)
      return true
    }
    var current = 0
    try connection.forEachRow(
      """
      SELECT a.id, a.kind, a.item_id, a.version, l.parent_id, l.role
      FROM artifact AS a LEFT JOIN lineage AS l ON l.child_id = a.id
      ORDER BY a.id, l.role, l.position
      """
    ) { row in
      if row.int(0) != current {
        close(current)
        current = row.int(0)
        rows[current].kind = row.text(1)
        isHead[current] = newest[row.int(2), default: 1] == row.int(3)
      }
      if let parent = row.optionalInt(4), let role = Role(rawValue: row.text(5)) {
        // A copy: changed in its place while others are read, all of the array would be copied.
        var child = rows[current]
        take(parent, role, into: &child)
        rows[current] = child
      }
      return true
    }
    close(current)
  }

  /// What `child` has from one of its parents.
  private func take(_ parent: Int, _ role: Role, into child: inout Row) {
    let above = rows[parent]
    if role != .example {
      if above.kind == "discipline" {
        child.discipline = parent
      } else if child.discipline == 0 {
        child.discipline = above.discipline
      }
      if above.kind == "subject" {
        child.subject = parent
      } else if child.subject == 0 {
        child.subject = above.subject
      }
    }
    if role == .question { child.question = parent }
    if role == .follows, above.question > 0 {
      child.conversation = rows[above.question].conversation
      child.turn = rows[above.question].turn + 1
    }
    inherit(isHead[parent] ? above.status : .stale, above.decision, role, into: &child)
  }

  /// The worse of the status so far and the one that a parent passes on.
  private func inherit(
    _ status: Status, _ decision: Int, _ role: Role, into child: inout Row
  ) {
    let passes = status == .dropped ? role.passesDropped : status != .live && role.passesStale
    guard passes else { return }
    if status < child.status {
      child.status = status
      child.decision = status == .stale ? 0 : decision
    } else if status == child.status, status != .stale {
      child.decision = min(child.decision, decision)
    }
  }

  /// Adds what is decided on the artifact itself, once all its parents are taken.
  private mutating func close(_ id: Int) {
    guard id > 0 else { return }
    if rows[id].kind == "question", rows[id].turn == 0 {
      rows[id].conversation = id
      rows[id].turn = 1
    }
    if let own = verdicts[id] { DerivedStanding.decide(own, on: &rows[id]) }
    if isHead[id], rows[id].status == .live, rows[id].question > 0 {
      answers[rows[id].question, default: []].append(id)
    }
  }

  private static func decide(_ own: Verdicts, on row: inout Row) {
    if own.drop != nil, own.person?.isReject != false {
      row.droppedBy = JSON.array(own.rules.sorted().map { .string($0) }).text
    }
    if let person = own.person, person.isReject {
      (row.status, row.decision) = (.rejected, person.id)
    } else if let drop = own.drop, own.person == nil {
      if row.status == .live {
        (row.status, row.decision) = (.dropped, drop)
      } else if row.status == .dropped {
        row.decision = min(row.decision, drop)
      }
    }
  }

  /// The answer that stands for each question, as `Standing` chooses it.
  private mutating func choose(_ connection: Connection) throws {
    for answers in answers.values {
      let best = answers.count == 1 ? answers[0] : try best(of: answers, connection)
      rows[best].isChosen = true
    }
  }

  private func best(of answers: [Int], _ connection: Connection) throws -> Int {
    let merits = try answers.map { answer in
      try connection.first(Standing.merit, [.integer(answer)]) { row in
        Merit(
          answer: answer, score: row.optionalDouble(0) ?? -.infinity, plan: row.int(1),
          sequence: row.text(2), key: row.text(3))
      }
    }
    return merits.compactMap(\.self).min { $0.goesBefore($1) }?.answer ?? answers[0]
  }

  /// What an answer is chosen by.
  private struct Merit {
    let answer: Int
    let score: Double
    let plan: Int
    let sequence: String
    let key: String

    func goesBefore(_ other: Merit) -> Bool {
      if score != other.score { return score > other.score }
      if plan != other.plan { return plan < other.plan }
      if sequence != other.sequence {
        return Place(stored: sequence) < Place(stored: other.sequence)
      }
      return key < other.key
    }
  }
}
