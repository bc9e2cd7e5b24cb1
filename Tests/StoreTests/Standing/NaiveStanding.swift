@testable import Store

/// The rules of table `standing` once more, slowly: from the facts alone, artifact by artifact.
struct NaiveStanding {
  struct Outcome: Equatable {
    var status: String
    var decision: Int?
    var isChosen = false
    var droppedBy: String?
  }

  private struct Edge {
    let parent: Int
    let role: String
  }

  private struct Decision {
    let id: Int
    let verdict: String
    let value: Double
    let rule: String
  }

  private static let passing: Set = [
    "taxonomy", "discipline", "subject", "syllabus", "session", "concept", "source", "passage",
    "question", "instruction", "follows",
  ]
  private static let passingDrops: Set = ["question", "instruction", "follows"]

  private var heads: [Int] = []
  private var places: [Int: (plan: Int, sequence: String, key: String)] = [:]
  private var edges: [Int: [Edge]] = [:]
  private var decisions: [Int: [Decision]] = [:]

  /// Reads artifacts, lineage and decisions, and nothing of `standing`.
  init(_ connection: Connection) throws {
    var last: [Int: (version: Int, id: Int)] = [:]
    try connection.forEachRow(
      "SELECT id, item_id, version, plan_id, sequence, key FROM artifact"
    ) { row in
      if row.int(2) > last[row.int(1)]?.version ?? 0 { last[row.int(1)] = (row.int(2), row.int(0)) }
      places[row.int(0)] = (row.int(3), row.text(4), row.text(5))
      return true
    }
    heads = last.values.map(\.id).sorted()
    try connection.forEachRow("SELECT child_id, parent_id, role FROM lineage") { row in
      edges[row.int(0), default: []].append(Edge(parent: row.int(1), role: row.text(2)))
      return true
    }
    try connection.forEachRow(
      """
      SELECT d.artifact_id, d.id, d.verdict, d.value, s.rule
      FROM decision AS d JOIN screening AS s ON s.id = d.screening_id WHERE s.state = 'active'
      """
    ) { row in
      decisions[row.int(0), default: []].append(
        Decision(
          id: row.int(1), verdict: row.text(2), value: row.optionalDouble(3) ?? 0,
          rule: row.text(4)))
      return true
    }
  }

  /// What each head's row of `standing` has to say.
  func outcomes() -> [Int: Outcome] {
    var outcomes: [Int: Outcome] = [:]
    for head in heads {
      outcomes[head] = outcome(head, outcomes)
      outcomes[head]?.droppedBy = droppedBy(head)
    }
    for question in places.keys {
      let answers = heads.filter { head in
        outcomes[head]?.status == "live"
          && edges[head, default: []].contains { $0.role == "question" && $0.parent == question }
      }
      if let best = answers.min(by: isBetter) { outcomes[best]?.isChosen = true }
    }
    return outcomes
  }

  /// The outcome of `head`, given those of everything with a smaller id: parents have one.
  private func outcome(_ head: Int, _ known: [Int: Outcome]) -> Outcome {
    let own = decisions[head, default: []]
    let person = own.filter { $0.verdict == "accept" || $0.verdict == "reject" }
      .max { $0.id < $1.id }
    if let person, person.verdict == "reject" {
      return Outcome(status: "rejected", decision: person.id)
    }
    let parents = edges[head, default: []].filter { NaiveStanding.passing.contains($0.role) }
    let rejected = parents.compactMap { known[$0.parent] }.filter { $0.status == "rejected" }
    if !rejected.isEmpty {
      return Outcome(status: "rejected", decision: rejected.compactMap(\.decision).min())
    }
    if parents.contains(where: { known[$0.parent].map { $0.status == "stale" } ?? true }) {
      return Outcome(status: "stale")
    }
    var causes = person == nil ? own.filter { $0.verdict == "drop" }.map(\.id) : []
    for edge in parents where NaiveStanding.passingDrops.contains(edge.role) {
      if let parent = known[edge.parent], parent.status == "dropped", let id = parent.decision {
        causes.append(id)
      }
    }
    return Outcome(status: causes.isEmpty ? "live" : "dropped", decision: causes.min())
  }

  /// The rules that drop `head` itself, unless a person's last word is to accept it.
  private func droppedBy(_ head: Int) -> String? {
    let own = decisions[head, default: []]
    let words = own.filter { $0.verdict == "accept" || $0.verdict == "reject" }
    let rules = Set(own.filter { $0.verdict == "drop" }.map(\.rule))
    guard words.max(by: { $0.id < $1.id })?.verdict != "accept", !rules.isEmpty else { return nil }
    return "[" + rules.sorted().map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  private func isBetter(_ left: Int, _ right: Int) -> Bool {
    let scores = (score(left) ?? -.infinity, score(right) ?? -.infinity)
    if scores.0 != scores.1 { return scores.0 > scores.1 }
    guard let left = places[left], let right = places[right] else { return false }
    return (left.plan, left.sequence, left.key) < (right.plan, right.sequence, right.key)
  }

  private func score(_ answer: Int) -> Double? {
    let scores = decisions[answer, default: []]
      .filter { $0.verdict == "score" && $0.rule == "judge/quality" }.map(\.value)
    return scores.isEmpty ? nil : scores.reduce(0, +) / Double(scores.count)
  }
}
