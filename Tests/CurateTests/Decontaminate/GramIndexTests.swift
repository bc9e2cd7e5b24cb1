import TestSupport
import Testing

@testable import Curate

/// n-gram coverage, held against counting by hand and by brute force.
@Suite struct GramIndexTests {
  private func index(_ items: [[UInt32]], _ n: Int, takesShorter: Bool = false) -> GramIndex {
    var sequences = TokenSequences()
    for item in items { sequences.append(item) }
    return GramIndex(sequences, n, takesShorter: takesShorter)
  }

  private let half = Threshold(numerator: 1, denominator: 2)

  @Test func `coverage counts the item's tokens once, and the span is the longest run`() throws {
    let index = index([[1, 2, 3, 4, 5, 6, 7, 8]], 3)
    let match = try #require(index.best(in: [9, 1, 2, 3, 4, 9, 6, 7, 8, 9], atLeast: half))
    #expect(match.covered == 7)
    #expect(match.length == 8)
    #expect(match.span == 1..<5)
    #expect(index.best(in: [1, 2, 3, 9, 8, 7, 6], atLeast: half) == nil)
  }

  @Test func `an item with fewer tokens is looked for whole, if there are five`() {
    let index = index([[1, 2, 3, 4, 5], [1, 2, 3, 4]], 8, takesShorter: true)
    #expect(index.best(in: [7, 1, 2, 3, 4, 5, 7], atLeast: half)?.item == 0)
    #expect(index.best(in: [7, 1, 2, 3, 4, 7], atLeast: half) == nil)
  }

  @Test func `an n-gram of more than ten items proves nothing`() {
    let items = (0..<11).map { [1, 2, 3, 4, 100 + $0, 200 + $0, 300 + $0] as [UInt32] }
    let all = index(items, 3)
    #expect(all.best(in: [1, 2, 3, 4], atLeast: Threshold(numerator: 0, denominator: 1)) == nil)
    #expect(all.best(in: items[5], atLeast: half)?.item == 5)
    #expect(index(Array(items.dropLast()), 3).best(in: [1, 2, 3, 4], atLeast: half)?.item == 0)
  }

  @Test(arguments: Effort.seeds(4, long: 100))
  func `what is found is what brute force finds`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let items = (0..<40).map { _ in sequence(12, &random) }
    let n = Int.random(in: 2...4, using: &random)
    let index = index(items, n)
    for _ in 0..<60 {
      let text = sequence(20, &random)
      let wanted = BruteCoverage(items, n).best(in: text)
      let found = index.best(in: text, atLeast: half).map { [$0.item, $0.covered, $0.length] }
      #expect(found == wanted)
    }
  }

  private func sequence(_ longest: Int, _ random: inout SplitMix64) -> [UInt32] {
    (0..<Int.random(in: 0...longest, using: &random)).map { _ in
      UInt32.random(in: 0..<5, using: &random)
    }
  }
}

/// The definition, without an index: tokens of an item that lie in an n-gram which the text has.
private struct BruteCoverage {
  let items: [[UInt32]]
  let n: Int
  private var owners: [[UInt32]: Set<Int>] = [:]

  init(_ items: [[UInt32]], _ n: Int) {
    self.items = items
    self.n = n
    for (number, item) in items.enumerated() {
      for gram in grams(item) { owners[gram, default: []].insert(number) }
    }
  }

  private func grams(_ tokens: [UInt32]) -> [[UInt32]] {
    tokens.count < n ? [] : (0...tokens.count - n).map { Array(tokens[$0..<$0 + n]) }
  }

  private func covered(_ item: [UInt32], by known: (([UInt32]) -> Bool)) -> Int {
    var places: Set<Int> = []
    for (start, gram) in grams(item).enumerated()
    where owners[gram, default: []].count <= 10 && known(gram) {
      places.formUnion(start..<start + n)
    }
    return places.count
  }

  func best(in text: [UInt32]) -> [Int]? {
    let there = Set(grams(text))
    var best: (share: Double, found: [Int])?
    for (number, item) in items.enumerated() {
      let length = covered(item) { _ in true }
      let count = covered(item) { there.contains($0) }
      guard count > 0, count * 2 >= length else { continue }
      let share = Double(count) / Double(length)
      if share > best?.share ?? 0 { best = (share, [number, count, length]) }
    }
    return best?.found
  }
}
