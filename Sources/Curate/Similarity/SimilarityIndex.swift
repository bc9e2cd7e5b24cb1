/// Token sequences, searchable for near-duplicates while they are added.
///
/// Exact: it finds every sequence whose ROUGE-L F1 with the one looked up is above the cutoff, as
/// comparing with all of them would, and answers depend on nothing but what was inserted in which
/// order. A sequence without tokens is nobody's near-duplicate.
///
/// ```swift
/// let (old, new): ([UInt32], [UInt32]) = ([1, 2, 3, 4], [1, 2, 3, 5, 4])
/// var index = SimilarityIndex(Cutoff(above: .selfInstruct))
/// index.insert(old.span, id: 10)
/// index.best(for: new.span)?.id  // 10
/// ```
public struct SimilarityIndex: ~Copyable, Sendable {
  private var table: SimilarityTable
  private var probe: Probe

  /// An empty index of near-duplicates above `cutoff`.
  ///
  /// `sequences` is what will be inserted and looked up, as far as that is known. It makes the index
  /// fast and changes no answer.
  public init(_ cutoff: Cutoff, expecting sequences: TokenSequences = TokenSequences()) {
    table = SimilarityTable(cutoff, expecting: sequences)
    probe = Probe(cutoff)
  }

  /// Adds `tokens` under `id`.
  ///
  /// Labels are bits of the caller's, see ``labels(near:)``.
  public mutating func insert(_ tokens: Span<UInt32>, id: Int, labels: UInt64 = 0) {
    guard !tokens.isEmpty else { return }
    table.admit(tokens)
    probe.prepare(tokens, in: table.order)
    _ = table.record(tokens, probe, id: id, labels: labels)
    table.list()
  }

  /// The sequence with the highest F1 above the cutoff, of equal ones the one inserted first; only
  /// among ids that `isComparable` accepts.
  public mutating func best(
    for tokens: Span<UInt32>, where isComparable: ((Int) -> Bool)? = nil
  ) -> Match? {
    guard !tokens.isEmpty else { return nil }
    probe.prepare(tokens, in: table.order)
    return probe.best(for: tokens, in: table, where: isComparable)?.match
  }

  /// As ``best(for:where:)``, and adds `tokens` under `id` when there is none: one step of
  /// Self-Instruct's filter.
  public mutating func insertUnlessMatched(
    _ tokens: Span<UInt32>, id: Int, where isComparable: ((Int) -> Bool)? = nil
  ) -> Match? {
    guard !tokens.isEmpty else { return nil }
    table.admit(tokens)
    probe.prepare(tokens, in: table.order)
    let found = probe.best(for: tokens, in: table, where: isComparable)
    if found == nil {
      _ = table.record(tokens, probe, id: id, labels: 0)
      table.list()
    }
    return found?.match
  }

  /// Calls `body` with every sequence above the cutoff, in no particular order.
  public mutating func forEachMatch(for tokens: Span<UInt32>, _ body: (Match) -> Void) {
    guard !tokens.isEmpty else { return }
    probe.prepare(tokens, in: table.order)
    probe.forEachMatch(for: tokens, in: table, body)
  }

  /// The labels of all sequences above the cutoff, merged.
  ///
  /// Much faster than looking at every match where there are many: a sequence whose labels are all
  /// known already is not compared, and equal ones share theirs.
  public mutating func labels(near tokens: Span<UInt32>) -> UInt64 {
    guard !tokens.isEmpty else { return 0 }
    probe.prepare(tokens, in: table.order)
    return probe.labels(near: tokens, in: table)
  }
}
