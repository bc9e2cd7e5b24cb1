internal import Store

/// Which of a question's live answers is exported.
public enum AnswerChoice: Sendable, Hashable, CustomStringConvertible {
  /// The one that judges scored best, as in the view `examples`.
  case judged
  /// The one that judges preferred to most others, by comparing two; of a question without
  /// preferences, that of the view `examples`.
  case preferred
  /// The first in canonical order.
  case first
  /// The last in canonical order.
  case latest
  /// The first of this model; questions without one are not exported.
  case model(String)

  /// The choice written as `text`, as in `--choose`; nil if it is none.
  public init?(_ text: String) {
    switch text {
    case "judged": self = .judged
    case "preferred": self = .preferred
    case "first": self = .first
    case "latest": self = .latest
    default:
      guard text.hasPrefix("model="), text.utf8.count > 6 else { return nil }
      self = .model(String(text.dropFirst(6)))
    }
  }

  /// The choice as it is typed.
  public var description: String {
    switch self {
    case .judged: "judged"
    case .preferred: "preferred"
    case .first: "first"
    case .latest: "latest"
    case .model(let name): "model=" + name
    }
  }

  /// Holds for the standing `sa` of a chosen answer.
  ///
  /// The plus keeps SQLite from going through all chosen answers for each question.
  var condition: String {
    self == .judged
      ? "sa.chosen = 1" : "+sa.artifact_id IN (SELECT answer_id FROM temp.chosen_answer)"
  }

  /// Makes table `chosen_answer` and a view `examples` that follows it, both temporary.
  ///
  /// The view is the public one but for its choice, so that a condition means the answer that is
  /// exported.
  func prepare(_ connection: Connection) throws {
    guard self != .judged else { return }
    try connection.execute("CREATE TEMP TABLE chosen_answer (answer_id INTEGER PRIMARY KEY)")
    try connection.execute(
      """
      INSERT INTO temp.chosen_answer SELECT answer_id FROM (
        SELECT st.artifact_id AS answer_id, row_number() OVER (
          PARTITION BY st.question_id ORDER BY \(order)) AS place
        FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
        LEFT JOIN call AS c ON c.id = a.call_id
        LEFT JOIN (\(Preference.points)) AS p ON p.answer_id = a.id
        WHERE st.kind = 'answer' AND st.status = 'live' AND \(filter)) WHERE place = 1
      """, values)
    let sql = try connection.first(
      "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = 'examples'"
    ) { $0.text(0) }
    let parts = (sql ?? "").split(
      separator: AnswerChoice.chosen, omittingEmptySubsequences: false)
    guard parts.count == 2, let body = parts[0].split(separator: "CREATE VIEW examples").first
    else {
      throw ExportError("the view examples is not as this version made it: run seedbed verify")
    }
    try connection.execute(
      """
      CREATE TEMP VIEW examples\(body)+sa.artifact_id IN (SELECT answer_id FROM chosen_answer)\
      \(parts[1])
      """)
  }

  /// How the public view chooses.
  private static let chosen = "sa.chosen = 1"

  private var order: String {
    switch self {
    case .preferred: "p.points DESC NULLS LAST, st.chosen DESC, a.plan_id, a.sequence, a.key"
    case .latest: "a.plan_id DESC, a.sequence DESC, a.key DESC"
    case .judged, .first, .model: "a.plan_id, a.sequence, a.key"
    }
  }

  private var filter: String {
    if case .model = self { return "coalesce(c.model, a.attributes ->> 'model') = ?" }
    return "1"
  }

  private var values: [Value] {
    if case .model(let name) = self { return [.text(name)] }
    return []
  }
}
