public import Base

/// A key concept of a syllabus, by its place there.
struct ConceptPlace: Hashable {
  /// The session's index in its syllabus, from 0.
  let session: Int
  /// The concept's index in the session, from 0.
  let concept: Int
}

/// The draws below one syllabus, one after the other, none twice; the same for the same seed.
///
/// A longer sequence begins with a shorter one. When a strategy has no draw left, the other goes on;
/// when both have none, the sequence ends.
///
/// A concept that came later joins in the middle: the draws before stay as they are, the next one
/// takes it, and from then on it is a concept like the others.
public struct DrawSequence: Sequence, IteratorProtocol {
  /// A concept at the end of a session, and from which draw on it takes part, from 0.
  public struct Joining: Sendable {
    /// The session's index in its syllabus, from 0.
    public let session: Int
    /// How many draws come before; fewer, if there are no more without it.
    public let draw: Int

    /// A concept that joins `session` at `draw`.
    public init(session: Int, draw: Int) {
      self.session = session
      self.draw = draw
    }
  }

  private var concepts: [Int]
  /// Those that are still to join, in their order.
  private var joining: ArraySlice<Joining>
  /// Concepts that joined and are in no draw yet.
  private var undrawn: [ConceptPlace] = []
  private let twoSessionRatio: Double
  private var generator: SeededGenerator
  private var drawn: Set<Draw> = []
  /// All that is left of a strategy, listed once most of it is taken.
  private var rest: [Draw.Strategy: [Draw]] = [:]
  private var taken: [Draw.Strategy: Int] = [:]
  private var capacity: DrawCapacity

  /// The draws below the syllabus with `key`, whose sessions have these numbers of `concepts`.
  ///
  /// - Parameters:
  ///   - joining: Concepts that come later, by the draw at which they join.
  ///   - twoSessionRatio: The share of draws that take from two sessions.
  public init(
    concepts: [Int], joining: [Joining] = [], seed: Int, key: Key, twoSessionRatio: Double
  ) {
    self.concepts = concepts
    self.joining = joining[...]
    self.twoSessionRatio = twoSessionRatio
    capacity = DrawCapacity(concepts: concepts)
    generator = SeededGenerator(seed: seed, key: key, purpose: "questions")
  }

  /// The next draw, or nil when there is none left.
  public mutating func next() -> Draw? {
    while let next = joining.first, next.draw <= drawn.count { admit(next) }
    let wanted: Draw.Strategy =
      generator.fraction() < twoSessionRatio ? .twoSessions : .oneSession
    let other: Draw.Strategy = wanted == .oneSession ? .twoSessions : .oneSession
    if let concept = undrawn.first { return take(first(of: concept, wanted)) }
    if let strategy = [wanted, other].first(where: { capacity.of($0) > taken[$0, default: 0] }) {
      return take(fresh(strategy))
    }
    guard let next = joining.first else { return nil }
    admit(next)
    return self.next()
  }

  private mutating func admit(_ next: Joining) {
    undrawn.append(ConceptPlace(session: next.session, concept: concepts[next.session]))
    concepts[next.session] += 1
    joining.removeFirst()
    capacity = DrawCapacity(concepts: concepts)
    rest = [:]
  }

  private mutating func take(_ draw: Draw) -> Draw {
    drawn.insert(draw)
    taken[draw.strategy, default: 0] += 1
    if !undrawn.isEmpty { undrawn.removeAll { draw.contains($0) } }
    return draw
  }

  /// A draw with a concept that is in none yet, so that it cannot be a repeat.
  private mutating func first(of place: ConceptPlace, _ wanted: Draw.Strategy) -> Draw {
    let others = concepts.indices.filter { $0 != place.session && concepts[$0] > 0 }
    while true {
      let draw =
        wanted == .oneSession || others.isEmpty
        ? drawOne(place.session)
        : drawTwo([place.session, others[generator.below(others.count)]].sorted())
      if let draw, draw.contains(place) { return draw }
    }
  }

  /// A draw that was not there before; one exists.
  ///
  /// After many misses it picks among all that are left, of which it makes a list.
  private mutating func fresh(_ strategy: Draw.Strategy) -> Draw {
    for _ in 0..<256 where rest[strategy] == nil {
      let draw =
        strategy == .oneSession
        ? drawOne(generator.below(concepts.count))
        : drawTwo(generator.subset(2, below: concepts.count))
      if let draw, !drawn.contains(draw) { return draw }
    }
    if rest[strategy] == nil {
      rest[strategy] = DrawList.all(concepts, strategy).filter { !drawn.contains($0) }
    }
    let count = rest[strategy, default: []].count
    rest[strategy, default: []].swapAt(generator.below(count), count - 1)
    return rest[strategy, default: []].removeLast()
  }

  private mutating func drawOne(_ session: Int) -> Draw? {
    guard concepts[session] > 0 else { return nil }
    let count = 1 + generator.below(Swift.min(5, concepts[session]))
    let chosen = generator.subset(count, below: concepts[session])
    return Draw(picks: [.init(session: session, concepts: chosen)])
  }

  private mutating func drawTwo(_ pair: [Int]) -> Draw? {
    let (first, second) = (concepts[pair[0]], concepts[pair[1]])
    guard first > 0, second > 0 else { return nil }
    let count = 2 + generator.below(Swift.min(5, first + second) - 1)
    let chosen = generator.subset(count, below: first + second)
    let (left, right) = (chosen.filter { $0 < first }, chosen.filter { $0 >= first })
    guard !left.isEmpty, !right.isEmpty else { return nil }
    return Draw(picks: [
      .init(session: pair[0], concepts: left),
      .init(session: pair[1], concepts: right.map { $0 - first }),
    ])
  }
}

extension Draw {
  fileprivate func contains(_ place: ConceptPlace) -> Bool {
    picks.contains { $0.session == place.session && $0.concepts.contains(place.concept) }
  }
}
