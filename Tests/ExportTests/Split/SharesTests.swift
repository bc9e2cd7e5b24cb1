import Testing

@testable import Export

@Suite struct SharesTests {
  private let keys = (0..<20_000).map { "key \($0)" }

  private func sides(_ validation: Double, _ test: Double, seed: Int = 0) -> [Side] {
    let shares = ExportOptions.options(validation: validation, test: test, seed: seed).shares
    return keys.map { shares.side(ofKey: $0) }
  }

  @Test func `each side gets about its share`() {
    let sides = sides(0.1, 0.05)
    #expect((1_850...2_150).contains(sides.count { $0 == .validation }))
    #expect((900...1_100).contains(sides.count { $0 == .test }))
  }

  @Test func `a larger share of one side keeps its rows and those of the other`() {
    for (small, large) in zip(sides(0.1, 0.1), sides(0.3, 0.1)) where small != .train {
      #expect(large == small)
    }
  }

  @Test func `without shares everything is for training`() {
    #expect(Set(sides(0, 0)) == [.train])
    #expect(Set(sides(1, 0)) == [.validation])
    #expect(Set(sides(0, 1)) == [.test])
  }

  @Test func `a key is on the same side in every version of Seedbed`() {
    let shares = ExportOptions.options(validation: 0.5, test: 0, seed: 7).shares
    let sides = (0..<8).map { shares.side(ofKey: String($0)) == .train ? "t" : "v" }
    #expect(sides.joined() == "vttvtvvv")
  }

  @Test func `shares that are more than the whole are refused`() {
    #expect(Shares(validation: 0.6, test: 0.5, seed: 0) == nil)
    #expect(Shares(validation: -0.1, test: 0, seed: 0) == nil)
  }
}
