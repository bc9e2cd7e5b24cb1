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

  private let tokenizer: Tokenizer
  private var coverage = Coverage()
  private var groupNumbers: [String: Int] = [:]

  /// Reads the rows; `through` is the newest artifact that an earlier run knew, and the rows up to
  /// there come first.
  init(
    _ deduplication: Deduplication, after through: Int? = nil, _ connection: Connection,
    progress: () throws -> Void
  ) throws {
    tokenizer = deduplication.tokenizer
    let query = DedupQuery(deduplication: deduplication, through: through)
    try connection.forEachRow(query.sql, [Value(deduplication.scope.canonical)]) { row in
      add(row.int(0), row.text(1), input: row.optionalText(2))
      if deduplication.within != nil { addGroup(row.optionalText(3) ?? "") }
      if let through, row.int(0) <= through { kept += 1 }
      if ids.count % 4096 == 0 { try progress() }
      return true
    }
    try coverage.require(of: tokenizer)
  }

  /// Texts that are in no database.
  init(
    _ texts: [String], by tokenizer: Tokenizer, sharing vocabulary: Vocabulary = Vocabulary()
  ) throws {
    self.tokenizer = tokenizer
    self.vocabulary = vocabulary
    for (index, text) in texts.enumerated() { add(index, text, input: nil) }
    try coverage.require(of: tokenizer)
  }

  private mutating func add(_ id: Int, _ text: String, input: String?) {
    let text = joined(text, input)
    coverage.note(text, tokenizer)
    sequences.append(text, by: tokenizer, in: &vocabulary)
    ids.append(id)
  }

  private mutating func addGroup(_ name: String) {
    let number = groupNumbers[name] ?? groupNumbers.count
    groupNumbers[name] = number
    groups.append(number)
  }
}
