public import Base

/// The draws below one syllabus, one after the other, none twice; the same for the same seed.
///
/// A longer sequence begins with a shorter one. When a strategy has no draw left, the other goes on;
/// when both have none, the sequence ends.
public struct DrawSequence: Sequence, IteratorProtocol {
  private let concepts: [Int]
  private let capacity: DrawCapacity
  private let twoSessionRatio: Double
  private var generator: SeededGenerator
  private var drawn: Set<Draw> = []
  /// All that is left of a strategy, listed once most of it is taken.
  private var rest: [Draw.Strategy: [Draw]] = [:]
  private var left: [Draw.Strategy: Int]

  /// The draws below the syllabus with `key`, whose sessions have these numbers of `concepts`.
  ///
  /// - Parameter twoSessionRatio: The share of draws that take from two sessions.
  public init(concepts: [Int], seed: Int, key: Key, twoSessionRatio: Double) {
    self.concepts = concepts
    self.twoSessionRatio = twoSessionRatio
    capacity = DrawCapacity(concepts: concepts)
    generator = SeededGenerator(seed: seed, key: key, purpose: "questions")
    left = [.oneSession: capacity.oneSession, .twoSessions: capacity.twoSessions]
  }

  /// The next draw, or nil when there is none left.
  public mutating func next() -> Draw? {
    let wanted: Draw.Strategy =
      generator.fraction() < twoSessionRatio ? .twoSessions : .oneSession
    let other: Draw.Strategy = wanted == .oneSession ? .twoSessions : .oneSession
    guard let strategy = [wanted, other].first(where: { left[$0, default: 0] > 0 }) else {
      return nil
    }
    let draw = fresh(strategy)
    drawn.insert(draw)
    left[strategy, default: 0] -= 1
    return draw
  }

  /// A draw that was not there before; one exists.
  ///
  /// After many misses it picks among all that are left, of which it makes a list.
  private mutating func fresh(_ strategy: Draw.Strategy) -> Draw {
    for _ in 0..<256 where rest[strategy] == nil {
      let draw = strategy == .oneSession ? drawOne() : drawTwo()
      if let draw, !drawn.contains(draw) { return draw }
    }
    if rest[strategy] == nil {
      rest[strategy] = DrawList.all(concepts, strategy).filter { !drawn.contains($0) }
    }
    let count = rest[strategy, default: []].count
    rest[strategy, default: []].swapAt(generator.below(count), count - 1)
    return rest[strategy, default: []].removeLast()
  }

  private mutating func drawOne() -> Draw? {
    let session = generator.below(concepts.count)
    guard concepts[session] > 0 else { return nil }
    let count = 1 + generator.below(Swift.min(5, concepts[session]))
    let chosen = generator.subset(count, below: concepts[session])
    return Draw(picks: [.init(session: session, concepts: chosen)])
  }

  private mutating func drawTwo() -> Draw? {
    let pair = generator.subset(2, below: concepts.count)
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
