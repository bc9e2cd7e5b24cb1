import Testing

@testable import Curate

@Suite struct SignatureTests {
  @Test func `it differs in at most as many bits as there are elements of one side only`() {
    var random = Seeded(2)
    for _ in 0..<200 {
      let left = elements(&random)
      let right = elements(&random)
      let difference = signature(left).difference(signature(right))
      #expect(difference <= left.symmetricDifference(right).count)
      #expect(difference % 2 == left.symmetricDifference(right).count % 2)
    }
  }

  @Test func `elements are spread over all bits, so that few are taken for one another`() {
    let same = (1...6400).count { signature([0]).difference(signature([$0])) == 0 }
    #expect((50...150).contains(same))
  }

  private func elements(_ random: inout Seeded) -> Set<UInt32> {
    let count = Int.random(in: 0...30, using: &random)
    return Set((0..<count).map { _ in .random(in: 0..<60, using: &random) })
  }

  private func signature(_ elements: Set<UInt32>) -> Signature {
    var signature = Signature()
    for element in elements { signature.toggle(element) }
    return signature
  }
}
