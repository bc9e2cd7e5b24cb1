internal import Base
internal import Curate

/// How close the sides of a split come to each other.
struct Leaks: Sendable {
  /// The closest pair of questions on two sides, if any is above `floor`.
  var closest: Pair?
  /// Questions whose tokens are also those of a question on another side.
  var equal = 0
  /// The lowest ROUGE-L that was looked for.
  var floor: String
  /// For every row that is not for training the closest one on another side, best first; only if
  /// there is a limit.
  var pairs: [Pair] = []

  /// Two rows on different sides.
  struct Pair: Sendable {
    let row: Int
    let other: Int
    let score: Double
  }

  /// Looks for the highest ROUGE-L between rows of `sequences` on different `sides`.
  ///
  /// The search begins just below the threshold of the split, where large sets nearly always have a
  /// pair, and goes on with lower ones in sets small enough for it; with a `limit` it begins there.
  init(_ sequences: TokenSequences, sides: [Side?], floor limit: Threshold? = nil) throws {
    let lower = sides.count <= 20_000 ? ["0.6", "0.5", "0.4", "0.3"] : ["0.6"]
    let floors = limit.map { ["\($0)"] } ?? lower
    floor = floors[0]
    guard Set(sides.compactMap(\.self)).count > 1 else { return }
    for next in floors where closest == nil {
      floor = next
      search(sequences, sides, Cutoff(above: try Threshold(next)), isListed: limit != nil)
    }
    pairs.sort { ($1.score, $0.row) < ($0.score, $1.row) }
  }

  private mutating func search(
    _ sequences: TokenSequences, _ sides: [Side?], _ cutoff: Cutoff, isListed: Bool
  ) {
    var index = SimilarityIndex(cutoff, expecting: sequences)
    for (row, side) in sides.enumerated() where side != nil {
      index.insert(sequences.tokens.span.extracting(sequences.range(of: row)), id: row)
    }
    for (row, side) in sides.enumerated() where side != nil && side != .train {
      let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
      guard let match = index.best(for: tokens, where: { sides[$0] != side }) else { continue }
      let score = match.score.f
      if match.lcs == match.length, match.length == match.matchLength { equal += 1 }
      if isListed { pairs.append(Pair(row: row, other: match.id, score: score)) }
      if score > closest?.score ?? 0 { closest = Pair(row: row, other: match.id, score: score) }
    }
  }
}
