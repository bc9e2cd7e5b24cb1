import Base
import Curate
import Testing

@testable import Export

@Suite struct SplitterTests {
  /// Random rows that share words, draws and inputs.
  private struct Rows {
    var sequences = TokenSequences()
    var links = Links()
    var groups: [Set<Int>] = []
    var keys: [String] = []

    init(_ count: Int, seed: Int) {
      var dice = Dice(seed)
      var vocabulary = Vocabulary()
      for row in 0..<count {
        sequences.append(dice.question(), by: .unicode, in: &vocabulary)
        let group = Int.random(in: 0..<60, using: &dice)
        groups.append(group < 20 ? [group] : [])
        links.append(groups[row].map { Links.Name("draw", String($0)) })
        keys.append("key \(seed) \(row)")
      }
    }

    /// Both ways of being neighbours, by comparing the pair.
    func areNeighbours(_ row: Int, _ other: Int) -> Bool {
      !groups[row].isDisjoint(with: groups[other]) || resemble(row, other)
    }

    func resemble(_ row: Int, _ other: Int) -> Bool {
      let (left, right) = (Array(sequences[row]), Array(sequences[other]))
      // Above 0.65 in integers: 2 LCS / (m + n) > 13/20.
      return 40 * Rouge.scoreL(left, right).overlap > 13 * (left.count + right.count)
    }

    func hashed(_ shares: Shares) -> [Side] { keys.map { shares.side(ofKey: $0) } }

    /// The sides, with neighbours found by comparing every pair.
    func sidesByBruteForce(_ shares: Shares) -> [Side?] {
      var labels: [UInt64] = []
      return Splitter().sides(hashed: hashed(shares), links: links) { assign in
        for row in keys.indices {
          let near = (0..<row).filter { resemble($0, row) }.reduce(0) { $0 | labels[$1] }
          labels.append(assign(row, near))
        }
      }
    }

    func sides(_ shares: Shares) throws -> [Side?] {
      var gathered = Gathered()
      gathered.members = keys.indices.map { .init(question: $0, answer: $0) }
      (gathered.hashed, gathered.sequences, gathered.links) = (hashed(shares), sequences, links)
      return try Splitter().sides(of: gathered)
    }
  }

  private let shares = ExportOptions.options(validation: 0.2, test: 0.1, seed: 5).shares

  @Test(arguments: 1...12) func `no neighbours are on two sides`(seed: Int) throws {
    let rows = Rows(150, seed: seed)
    let sides = try rows.sides(shares)
    for (row, side) in sides.enumerated() {
      guard let side else { continue }
      for earlier in 0..<row {
        guard let other = sides[earlier], other != side else { continue }
        #expect(!rows.areNeighbours(earlier, row), "\(earlier) and \(row)")
      }
    }
  }

  @Test(arguments: 1...12) func `the index finds what comparing every pair finds`(
    seed: Int
  ) throws {
    let rows = Rows(150, seed: seed)
    #expect(try rows.sides(shares) == rows.sidesByBruteForce(shares))
  }

  @Test(arguments: 1...6) func `a row is withheld only between two sides`(seed: Int) throws {
    let rows = Rows(150, seed: seed)
    let sides = try rows.sides(shares)
    for row in sides.indices where sides[row] == nil {
      let near = (0..<row).filter { rows.areNeighbours($0, row) }.compactMap { sides[$0] }
      #expect(Set(near).count > 1)
    }
  }

  @Test(arguments: 1...6) func `rows that are added at the end move none`(seed: Int) throws {
    let before = try Rows(100, seed: seed).sides(shares)
    let after = try Rows(160, seed: seed).sides(shares)
    #expect(Array(after.prefix(100)) == before)
  }

  @Test func `another seed is another split`() throws {
    let rows = Rows(150, seed: 1)
    let other = ExportOptions.options(validation: 0.2, test: 0.1, seed: 6).shares
    #expect(try rows.sides(shares) != rows.sides(other))
  }

  @Test func `a withheld row is nobody's neighbour`() {
    var links = Links()
    links.append([.init("draw", "a")])
    links.append([.init("draw", "b")])
    links.append([.init("draw", "a"), .init("draw", "b"), .init("draw", "c")])
    links.append([.init("draw", "c")])
    let sides = Splitter().sides(
      hashed: [.train, .validation, .train, .validation], links: links
    ) { assign in
      for row in 0..<4 { _ = assign(row, 0) }
    }
    #expect(sides == [.train, .validation, nil, .validation])
  }
}
