internal import Formats

/// Where every gathered example ends up.
struct Layout: Sendable {
  /// In the order of the members.
  let placements: [Placement]
  /// How many rows each side has.
  let counts: [Side: Int]
  /// How many examples are in no file, by reason.
  let leftOut: [Refusal: Int]

  /// What becomes of one example.
  enum Placement: Sendable, Hashable {
    /// A row of this side.
    case row(Side)
    /// In no file.
    case withheld(Refusal)
    /// An earlier turn in the row of a later one.
    case turn
  }

  init(_ gathered: Gathered, sides: [Side?], surplus: Set<Int> = []) {
    let withheldTurns = Layout.withheldTurns(gathered, sides)
    let placements = gathered.members.indices.map { index -> Placement in
      if gathered.followed.contains(gathered.members[index].answer) { return .turn }
      if gathered.unpreferred.contains(index) { return .withheld(.misfit(.noPreference)) }
      guard let side = sides[index] else { return .withheld(.bridge) }
      if surplus.contains(index) { return .withheld(.surplus) }
      let isCut = gathered.earlier[index]?.contains { withheldTurns.contains($0.question) } ?? false
      return isCut ? .withheld(.withheldTurn) : .row(side)
    }
    self.init(placements, refused: gathered.refused)
  }

  /// The layout with these `placements`, beside the examples that were refused.
  init(_ placements: [Placement], refused: [Refusal: Int]) {
    self.placements = placements
    var (counts, leftOut): ([Side: Int], [Refusal: Int]) = ([:], refused)
    for placement in placements {
      switch placement {
      case .row(let side): counts[side, default: 0] += 1
      case .withheld(let refusal): leftOut[refusal, default: 0] += 1
      case .turn: break
      }
    }
    (self.counts, self.leftOut) = (counts, leftOut)
  }

  /// The questions of earlier turns that are on no side.
  private static func withheldTurns(_ gathered: Gathered, _ sides: [Side?]) -> Set<Int> {
    let turns = Set(gathered.earlier.values.joined().map(\.question))
    guard !turns.isEmpty else { return [] }
    return Set(
      zip(gathered.members, sides).filter { $1 == nil && turns.contains($0.question) }
        .map(\.0.question))
  }

  /// The rows of all sides together.
  var total: Int { counts.values.reduce(0, +) }
}
