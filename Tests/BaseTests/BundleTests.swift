import Base
import Testing

@Suite struct BundleTests {
  @Test func `all elements are handed over in order, large ones by themselves`() throws {
    var handed: [[Int]] = []
    var bundle = Bundle<Int>()
    for element in 0..<1000 {
      try bundle.add(element, bytes: element == 500 ? 10_000_000 : 1000) { handed.append($0) }
    }
    try bundle.finish { handed.append($0) }
    #expect(handed.joined().elementsEqual(0..<1000))
    #expect(handed.contains { $0.last == 500 } && handed.allSatisfy { $0.count < 200 })
  }
}
