internal import Base
internal import Store

/// The rows that near-duplicates are looked for in, as tokens, in the order they are gone through.
struct DedupRows {
  private(set) var ids: [Int] = []
  private(set) var sequences = TokenSequences()
  private(set) var vocabulary = Vocabulary()
  /// For each row what it is compared within, numbered as they came; empty without such groups.
  private(set) var groups: [Int] = []
  /// How many of the first rows an earlier run kept, for a run over new rows.
  private(set) var kept = 0

  private var groupNumbers: [String: Int] = [:]

  /// Reads the rows; those that an `earlier` run looked at come first.
  init(
    _ deduplication: Deduplication, after earlier: EarlierScreening? = nil,
    _ connection: Connection,
    progress: () throws -> Void
  ) throws {
    let tokenizer = deduplication.tokenizer
    var (collector, coverage) = (
      TokenCollector(by: tokenizer, threads: deduplication.threads), Coverage()
    )
    let query = DedupQuery(deduplication: deduplication, earlier: earlier)
    try connection.forEachRow(query.sql, query.parameters) { row in
      let text = joined(row.text(1), row.optionalText(2))
      coverage.note(text, tokenizer)
      collector.append(text)
      ids.append(row.int(0))
      if deduplication.within != nil { addGroup(row.optionalText(3) ?? "") }
      if let earlier, !earlier.isNew(row.int(0)) { kept += 1 }
      if ids.count % 4096 == 0 { try progress() }
      return true
    }
    try coverage.require(of: tokenizer)
    collector.finish()
    (sequences, vocabulary) = (collector.sequences, collector.vocabulary)
  }

  /// Texts that are in no database.
  init(
    _ texts: [String], by tokenizer: Tokenizer, sharing vocabulary: Vocabulary = Vocabulary()
  ) throws {
    var (collector, coverage) = (TokenCollector(by: tokenizer, sharing: vocabulary), Coverage())
    for text in texts {
      coverage.note(text, tokenizer)
      collector.append(text)
    }
    try coverage.require(of: tokenizer)
    collector.finish()
    ids = Array(texts.indices)
    (sequences, self.vocabulary) = (collector.sequences, collector.vocabulary)
  }

  private mutating func addGroup(_ name: String) {
    let number = groupNumbers[name] ?? groupNumbers.count
    groupNumbers[name] = number
    groups.append(number)
  }
}
