internal import Base
public import Store

/// A threshold on judges' scores, such as `quality < 4`, applied to scores that are there.
///
/// Several scores of a row count by their mean.
public struct ScoreThreshold: Sendable, Hashable {
  /// The name of the scores, without `judge/`.
  public let name: String
  /// `<`, `<=`, `>` or `>=`.
  public let comparison: String
  /// What scores are compared with.
  public let number: Double
  /// What becomes of the rows for which it holds.
  public let verdict: Verdict

  /// The threshold written as `NAME < NUMBER`.
  ///
  /// - Throws: ``CurationError`` if it is not written so.
  public init(_ text: String, verdict: Verdict) throws(CurationError) {
    guard let sign = text.firstIndex(where: { "<>".contains($0) }) else {
      throw ScoreThreshold.unreadable(text)
    }
    let rest = text[text.index(after: sign)...]
    let isOrEqual = rest.first == "="
    let name = String(text[..<sign]).trimmed
    guard !name.isEmpty, let number = Double(String(rest.dropFirst(isOrEqual ? 1 : 0)).trimmed),
      number.isFinite
    else { throw ScoreThreshold.unreadable(text) }
    self.name = name.hasPrefix("judge/") ? String(name.dropFirst(6)) : name
    comparison = String(text[sign]) + (isOrEqual ? "=" : "")
    self.number = number
    self.verdict = verdict
  }

  private static func unreadable(_ text: String) -> CurationError {
    CurationError(
      "\"\(text)\" is no threshold: write a score, a sign and a number, such as quality < 4")
  }

  private func holds(_ mean: Double) -> Bool {
    switch comparison {
    case "<": mean < number
    case "<=": mean <= number
    case ">": mean > number
    default: mean >= number
    }
  }

  /// What it concludes about the rows that have such scores, one screening for each kind of rows.
  ///
  /// - Throws: ``CurationError`` if there are no such scores.
  public func screenings(_ connection: Connection) throws -> [ScreeningDraft] {
    var drafts: [String: ScreeningDraft] = [:]
    try connection.forEachRow(ScoreThreshold.means, [.text("judge/\(name)")]) { row in
      let kind = row.text(1)
      drafts[kind, default: draft(kind)].examined += 1
      let mean = row.optionalDouble(2) ?? 0
      guard holds(mean) else { return true }
      let scores = row.int(3) == 1 ? "the score" : "the mean of \(row.int(3)) scores"
      drafts[kind]?.decisions.append(
        DecisionDraft(
          verdict, row.int(0), value: mean, threshold: number,
          reason: "\(scores) for \(name) is \(comparison) \(JSON(number))"))
      return true
    }
    guard !drafts.isEmpty else { throw try unknown(connection) }
    return drafts.sorted { $0.key < $1.key }.map(\.value)
  }

  private func draft(_ kind: String) -> ScreeningDraft {
    ScreeningDraft(
      rule: "judge/\(name)", scope: ["kind": .string(kind), "scores": "mean"],
      parameters: [
        "condition": .string("\(name) \(comparison) \(JSON(number))"),
        "verdict": .string(verdict.rawValue),
      ], examined: 0, decisions: [])
  }

  private func unknown(_ connection: Connection) throws -> CurationError {
    let names = try connection.rows("SELECT DISTINCT substr(rule, 7) FROM scores ORDER BY 1") {
      $0.text(0)
    }
    return CurationError(
      names.isEmpty
        ? "no row has a score yet: seedbed curate judge asks for some"
        : "no row has a score for \(name): there are \(names.joined(separator: ", "))")
  }

  private static let means = """
    SELECT st.artifact_id, st.kind, avg(s.value), count(*)
    FROM scores AS s JOIN standing AS st ON st.artifact_id = s.artifact_id
    WHERE s.rule = ? AND st.status IN ('live', 'dropped')
    GROUP BY st.artifact_id ORDER BY st.artifact_id
    """
}
