internal import Base
internal import Store

/// The items of one benchmark as tokens, each sequence once, in canonical order.
struct BenchmarkItems {
  /// What tells whether the benchmark still is what it was: the key of its items' keys.
  private(set) var key: Key
  private(set) var ids: [Int] = []
  private(set) var sequences = TokenSequences()
  /// Which item has these tokens.
  private(set) var places: [ArraySlice<UInt32>: Int] = [:]

  init(
    _ name: String, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary,
    _ coverage: inout Coverage, _ connection: Connection
  ) throws {
    var digest = SHA256Digest()
    key = Key(of: [])
    try connection.forEachRow(BenchmarkItems.query, [.text(name)]) { row in
      digest.update(field: row.text(3))
      let text = joined(row.text(1), row.optionalText(2))
      coverage.note(text, tokenizer)
      add(row.int(0), vocabulary.ids(in: text, by: tokenizer))
      return true
    }
    key = Key(finishing: &digest)
  }

  /// Adds an item; one without tokens can be found nowhere.
  private mutating func add(_ id: Int, _ tokens: [UInt32]) {
    guard !tokens.isEmpty, places[tokens[...]] == nil else { return }
    places[tokens[...]] = ids.count
    ids.append(id)
    sequences.append(tokens)
  }

  private static let query = """
    SELECT a.id, a.text, a.attributes ->> 'input', a.key FROM artifact AS a
    JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
    WHERE a.kind = 'benchmark' AND a.attributes ->> 'benchmark' = ?
    ORDER BY a.plan_id, a.sequence, a.key
    """
}
