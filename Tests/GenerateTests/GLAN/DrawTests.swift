import Base
import TestSupport
import Testing

@testable import Generate

/// Draws of sessions and key concepts.
@Suite struct DrawTests {
  /// Sessions by their number of concepts; small enough to list every draw.
  static let outlines: [[Int]] = [
    [], [0], [1], [3], [6], [0, 0], [0, 4], [1, 1], [2, 3], [3, 0, 2], [1, 1, 1, 1], [7, 6],
    [4, 0, 0, 0, 5],
  ]

  private func draws(
    _ concepts: [Int], ratio: Double = 0.5, seed: Int = 1, key: String = "k"
  ) -> DrawSequence {
    DrawSequence(concepts: concepts, seed: seed, key: Key(of: [key]), twoSessionRatio: ratio)
  }

  /// Every choice of up to five concepts from one or two sessions, by going through all bit masks.
  private func bruteForce(_ concepts: [Int]) -> Set<Draw> {
    let all = concepts.indices.flatMap { session in (0..<concepts[session]).map { (session, $0) } }
    var found: Set<Draw> = []
    for mask in 1..<max(1, 1 << all.count) where mask.nonzeroBitCount <= 5 {
      let chosen = all.indices.filter { mask >> $0 & 1 == 1 }.map { all[$0] }
      let sessions = Set(chosen.map(\.0)).sorted()
      guard sessions.count <= 2 else { continue }
      let picks = sessions.map { session in
        Draw.Pick(session: session, concepts: chosen.filter { $0.0 == session }.map(\.1))
      }
      found.insert(Draw(picks: picks))
    }
    return found
  }

  @Test(arguments: outlines) func `the capacity is that of the paper's formulas`(
    concepts: [Int]
  ) {
    let all = bruteForce(concepts)
    let capacity = DrawCapacity(concepts: concepts)
    #expect(capacity.oneSession == all.count { $0.strategy == .oneSession })
    #expect(capacity.twoSessions == all.count { $0.strategy == .twoSessions })
    for strategy in Draw.Strategy.allCases {
      #expect(DrawList.all(concepts, strategy).count == capacity.of(strategy))
    }
  }

  @Test(arguments: 0...9, 0...9)
  func `one session and a pair have as many draws as the paper's sums of binomials`(
    first: Int, second: Int
  ) {
    // Pascal's triangle, so that it shares nothing with what is tested.
    var rows = [[1]]
    for _ in 0..<18 {
      let last = rows[rows.count - 1]
      rows.append(zip([0] + last, last + [0]).map(+))
    }
    func choose(_ count: Int, _ sizes: ClosedRange<Int>) -> Int {
      sizes.reduce(0) { $0 + ($1 < rows[count].count ? rows[count][$1] : 0) }
    }
    let both = DrawCapacity(concepts: [first, second])
    #expect(DrawCapacity(concepts: [first]).oneSession == choose(first, 1...5))
    #expect(both.oneSession == choose(first, 1...5) + choose(second, 1...5))
    #expect(
      both.twoSessions
        == choose(first + second, 2...5) - choose(first, 2...5) - choose(second, 2...5))
  }

  @Test func `the capacity of the paper's typical syllabus`() {
    let capacity = DrawCapacity(concepts: Array(repeating: 5, count: 20))
    #expect(capacity.oneSession == 620)
    #expect(capacity.total == 109_870)
  }

  @Test func `a capacity beyond all numbers is only very large`() {
    let capacity = DrawCapacity(concepts: Array(repeating: 1000, count: 1000))
    #expect(capacity.total == .max)
    #expect(Array(draws(Array(repeating: 1000, count: 1000)).prefix(10)).count == 10)
  }

  @Test(arguments: outlines, [0, 0.5, 1]) func `a sequence has every draw once, then ends`(
    concepts: [Int], ratio: Double
  ) {
    let drawn = Array(draws(concepts, ratio: ratio))
    #expect(drawn.count == DrawCapacity(concepts: concepts).total)
    #expect(Set(drawn) == bruteForce(concepts))
  }

  @Test(arguments: Effort.seeds(20, long: 1000))
  func `no draw repeats, and all keep their bounds`(seed: UInt64) {
    let seed = Int(seed)
    var random = SeededGenerator(seed: seed, key: Key(of: ["outline"]), purpose: "test")
    let concepts = (0..<(1 + random.below(8))).map { _ in random.below(9) }
    let drawn = Array(draws(concepts, seed: seed).prefix(300))
    #expect(Set(drawn).count == drawn.count)
    for draw in drawn {
      let count = draw.picks.reduce(0) { $0 + $1.concepts.count }
      #expect(draw.strategy == .oneSession ? (1...5).contains(count) : (2...5).contains(count))
      #expect(draw.picks.count == (draw.strategy == .oneSession ? 1 : 2))
      #expect(draw.picks.map(\.session) == Set(draw.picks.map(\.session)).sorted())
      for pick in draw.picks {
        #expect(!pick.concepts.isEmpty && pick.concepts == Set(pick.concepts).sorted())
        #expect(pick.concepts.allSatisfy { $0 < concepts[pick.session] })
      }
    }
  }

  @Test(arguments: [[5, 5, 5, 5], [1, 2, 3], [2], [0, 6, 1]])
  func `a longer sequence begins with a shorter one`(concepts: [Int]) {
    let long = Array(draws(concepts).prefix(400))
    for count in [0, 1, 2, 17, 60, 399] {
      #expect(Array(draws(concepts).prefix(count)) == Array(long.prefix(count)))
    }
  }

  @Test(arguments: Effort.seeds(60, long: 3000))
  func `concepts that join move no earlier draw, come first, and leave none out`(seed: UInt64) {
    var random = SplitMix64(seed: "joining \(seed)")
    let before = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      Int.random(in: 0...3, using: &random)
    }
    let joining = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      DrawSequence.Joining(
        session: Int.random(in: 0..<before.count, using: &random),
        draw: Int.random(in: 0...12, using: &random))
    }.sorted { $0.draw < $1.draw }
    let ratio = Double(Int.random(in: 0...2, using: &random)) / 2
    let old = Array(draws(before, ratio: ratio))
    let all = Array(
      DrawSequence(
        concepts: before, joining: joining, seed: 1, key: Key(of: ["k"]), twoSessionRatio: ratio))
    let first = min(joining[0].draw, old.count)
    #expect(Array(all.prefix(first)) == Array(old.prefix(first)))
    var concepts = before
    for joined in joining {
      let place = (joined.session, concepts[joined.session])
      concepts[joined.session] += 1
      let uses = all.indices.filter { index in
        all[index].picks.contains { $0.session == place.0 && $0.concepts.contains(place.1) }
      }
      // As soon as it joins, or after those that joined before it; earlier if no other draw is left.
      #expect(uses[0] < joined.draw + joining.count)
      #expect(uses[0] >= min(joined.draw, first))
    }
    #expect(Set(all).count == all.count)
    #expect(Set(all) == bruteForce(concepts))
  }

  @Test func `the first draw after a concept joins is about it, in the strategy that is due`() {
    for ratio in [0, 1.0] {
      let joining = [DrawSequence.Joining(session: 2, draw: 7)]
      let drawn = Array(
        DrawSequence(
          concepts: [5, 5, 5], joining: joining, seed: 3, key: Key(of: ["k"]),
          twoSessionRatio: ratio
        ).prefix(40))
      let isNew = drawn.map { draw in
        draw.picks.contains { $0.session == 2 && $0.concepts.contains(5) }
      }
      #expect(isNew.prefix(8) == [false, false, false, false, false, false, false, true])
      #expect(isNew.dropFirst(8).contains(true) && isNew.dropFirst(8).contains(false))
      #expect(drawn.allSatisfy { $0.strategy == (ratio == 0 ? .oneSession : .twoSessions) })
    }
  }

  @Test func `syllabi and seeds draw independently`() {
    let sequences = [draws([5, 5]), draws([5, 5], key: "l"), draws([5, 5], seed: 2)]
    #expect(Set(sequences.map { Array($0.prefix(8)) }).count == 3)
  }

  @Test func `the ratio decides how often two sessions are drawn`() {
    let outline = Array(repeating: 5, count: 10)
    func share(_ ratio: Double) -> Int {
      draws(outline, ratio: ratio).prefix(300).count { $0.strategy == .twoSessions }
    }
    #expect(share(0) == 0)
    #expect(share(1) == 300)
    #expect((120...180).contains(share(0.5)))
  }

  @Test func `a draw reads like its sessions and concepts, counted from 1`() {
    let draw = Draw(picks: [
      .init(session: 1, concepts: [0, 2]), .init(session: 4, concepts: [1]),
    ])
    #expect(draw.text == "2:1,3 5:2")
  }
}
