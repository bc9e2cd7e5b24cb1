internal import Base
public import Store

/// Looks for the items of benchmarks in questions and answers, so that nothing is trained on that is
/// tested later.
///
/// Each row is compared by itself with all items of a benchmark, so the order decides nothing, and
/// each benchmark is searched for by itself, so that what is found in one hides nothing of another.
/// A paraphrase that shares neither order nor n-grams passes, as in all such tests.
public struct Decontamination: Sendable {
  /// How texts are compared.
  public var measures: [ContaminationMeasure]
  /// Whether questions, answers, or both are searched.
  public var kinds: [Kind]
  /// What a token is.
  public var tokenizer: Tokenizer
  /// Which benchmarks; nil for all in the file.
  public var benchmarks: [String]?
  /// Which pairs: a condition over the view `questions`; nil for all.
  public var condition: String?
  /// True to search only rows that came after the last search by the same measure for the same items; a
  /// benchmark that has changed since is looked for in all rows.
  public var onlyNew = false

  /// A search by `measures`.
  public init(
    measures: [ContaminationMeasure], kinds: [Kind] = [.question, .answer],
    tokenizer: Tokenizer = .unicode, benchmarks: [String]? = nil, condition: String? = nil
  ) {
    self.measures = measures
    self.kinds = kinds
    self.tokenizer = tokenizer
    self.benchmarks = benchmarks
    self.condition = condition
  }

  /// What it concludes, a screening for each benchmark, kind and measure; store each with
  /// `Connection.store(_:run:)`.
  ///
  /// Like a rule it looks at every head that is neither rejected nor stale. `progress` is told how
  /// many rows are done.
  ///
  /// - Throws: ``CurationError`` if there is no such benchmark, if the tokenizer would throw away
  ///   much of its text, or if only new rows are to be searched, and those before were otherwise.
  public func screenings(
    _ connection: Connection, progress: (Int) throws -> Void
  ) throws -> [ScreeningDraft] {
    var (vocabulary, coverage) = (Vocabulary(), Coverage())
    let wanted = try wantedBenchmarks(connection)
    let items = try wanted.map {
      try BenchmarkItems($0, tokenizer, &vocabulary, &coverage, connection)
    }
    try coverage.require(of: tokenizer)
    let searches = items.map { BenchmarkSearch($0, measures) }
    var (seen, drafts): (Int, [ScreeningDraft]) = (0, [])
    for kind in kinds {
      var found = try zip(wanted, items).flatMap { benchmark, items in
        try measures.map { try begin(draft($0, kind, benchmark, items), connection) }
      }
      try connection.forEachRow(query(kind, found.map(\.earlier))) { row in
        let text = SearchedText(id: row.int(0), row.text(1), row.optionalText(2))
        examine(text, searches, vocabulary, &found)
        seen += 1
        if seen % 1024 == 0 { try progress(seen) }
        return true
      }
      drafts += found.map(\.draft)
    }
    return drafts
  }

  /// What one measure finds of one benchmark in rows of one kind, and what it found before.
  private struct Search {
    var draft: ScreeningDraft
    let earlier: EarlierScreening?
  }

  private func begin(_ draft: ScreeningDraft, _ connection: Connection) throws -> Search {
    let earlier = try onlyNew ? EarlierScreening(before: draft, connection) : nil
    guard let earlier, earlier.parameters["items"] == draft.parameters["items"] else {
      return Search(draft: draft, earlier: nil)
    }
    try earlier.requireSame(draft)
    var added = draft
    added.isIncremental = true
    return Search(draft: added, earlier: earlier)
  }

  private func wantedBenchmarks(_ connection: Connection) throws -> [String] {
    let there = try connection.rows(
      "SELECT DISTINCT benchmark FROM benchmarks WHERE status = 'live' ORDER BY benchmark"
    ) { $0.text(0) }
    guard !there.isEmpty else {
      throw CurationError(
        "there is no benchmark: bring one in with seedbed import DB FILE --as benchmark")
    }
    if let missing = benchmarks?.first(where: { !there.contains($0) }) {
      throw CurationError(
        "there is no benchmark \(missing): there are \(there.joined(separator: ", "))")
    }
    return benchmarks ?? there
  }

  private func examine(
    _ text: SearchedText, _ searches: [BenchmarkSearch], _ vocabulary: Vocabulary,
    _ found: inout [Search]
  ) {
    let isNew = found.map { $0.earlier?.isNew(text.id) ?? true }
    for index in found.indices where isNew[index] { found[index].draft.examined += 1 }
    let tokens = text.tokens(tokenizer, vocabulary)
    guard tokens.contains(where: { $0 != vocabulary.unknown }) else { return }
    for (place, search) in searches.enumerated() {
      search.examine(tokens) { measure, finding in
        let index = place * measures.count + measure
        guard isNew[index] else { return }
        found[index].draft.decisions.append(finding.decision(text, measures[measure], tokenizer))
      }
    }
  }

  private func draft(
    _ measure: ContaminationMeasure, _ kind: Kind, _ benchmark: String, _ items: BenchmarkItems
  ) -> ScreeningDraft {
    ScreeningDraft(
      rule: measure.rule,
      scope: [
        "kind": .string(kind.rawValue), "benchmark": .string(benchmark),
        "tokenizer": .string(tokenizer.rawValue), "where": JSON(condition),
      ],
      parameters: [
        "threshold": .number(measure.threshold.description),
        "verdict": .string(measure.verdict.rawValue), "items": .string(items.key.text),
      ], examined: 0, decisions: [])
  }

  private func query(_ kind: Kind, _ earlier: [EarlierScreening?]) -> String {
    let question = kind == .answer ? "st.question_id" : "a.id"
    let only =
      condition.map { "AND \(question) IN (SELECT id FROM questions WHERE (\n\($0)\n))" } ?? ""
    let new = EarlierScreening.condition(earlier, "a.id")
    let input = kind == .question ? "a.attributes ->> 'input'" : "NULL"
    return """
      SELECT a.id, a.text, \(input) FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id
      WHERE a.kind = '\(kind.rawValue)' AND st.status IN ('live', 'dropped') \(only) AND \(new)
      ORDER BY a.id
      """
  }
}
