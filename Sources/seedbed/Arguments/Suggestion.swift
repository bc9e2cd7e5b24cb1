/// Finds what was probably meant by a word that is not known.
enum Suggestion {
  /// The candidate nearest to `typed`; nil if none is near.
  ///
  /// Near is one that `typed` begins or ends as a whole word ("temp", "dedup"), or one at most a
  /// third of the letters away, by insertions, deletions, substitutions and swaps of neighbours.
  static func closest(to typed: String, among candidates: [String]) -> String? {
    let word = bare(typed)
    guard !word.isEmpty else { return nil }
    let limit = max(1, word.count / 3)
    let ranked = candidates.map { ($0, distance(word, bare($0))) }
    if let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit { return best.0 }
    return candidates.first { completes(word, bare($0)) }
  }

  private static func bare(_ text: String) -> String { String(text.drop { $0 == "-" }) }

  private static func completes(_ word: String, _ candidate: String) -> Bool {
    word.count >= 3
      && (candidate.hasPrefix(word) || candidate.hasSuffix(" " + word)
        || candidate.hasSuffix("-" + word))
  }

  /// The optimal string alignment distance of two words.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    var rows = [Array(0...right.count)]
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        let kept = rows[i][j] + (left[i] == right[j] ? 0 : 1)
        var best = min(kept, rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
