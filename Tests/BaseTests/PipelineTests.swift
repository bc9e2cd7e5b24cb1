import Base
import Testing

@Suite struct PipelineTests {
  private struct Broken: Error {}

  @Test(arguments: [1, 8]) func `pieces come in order, and then the summary`(_ ahead: Int) throws {
    var taken: [Int] = []
    let summary = try Pipeline<Int, String>.run(ahead: ahead) {
      taken.append($0)
    } make: { hand in
      for piece in 0..<1000 { try hand(piece) }
      return "all"
    }
    #expect(taken == Array(0..<1000) && summary == "all")
  }

  @Test func `an error of the maker comes after what it handed over`() {
    var taken: [Int] = []
    #expect(throws: Broken.self) {
      try Pipeline<Int, Int>.run {
        taken.append($0)
      } make: { hand in
        try hand(1)
        throw Broken()
      }
    }
    #expect(taken == [1])
  }

  @Test func `an error of the taker ends the maker`() {
    #expect(throws: Broken.self) {
      try Pipeline<Int, Int>.run { _ in
        throw Broken()
      } make: { hand in
        while true { try hand(1) }
      }
    }
  }

  @Test(arguments: [1, 8]) func `the taker may be on the other thread`(_ ahead: Int) throws {
    let taken = try Pipeline<Int, [Int]>.run(ahead: ahead) { hand in
      for piece in 0..<1000 { try hand(piece) }
    } take: { next in
      var taken: [Int] = []
      while let piece = next() { taken.append(piece) }
      return taken
    }
    #expect(taken == Array(0..<1000))
  }

  @Test func `on either thread an error ends both`() {
    #expect(throws: Broken.self) {
      try Pipeline<Int, Void>.run { hand in
        while true { try hand(1) }
      } take: { next in
        _ = next()
        throw Broken()
      }
    }
    #expect(throws: Broken.self) {
      try Pipeline<Int, Void>.run { hand in
        try hand(1)
        throw Broken()
      } take: { next in
        while next() != nil {}
      }
    }
    #expect(throws: Broken.self) {
      try Pipeline<Int, Void>.run { _ in
      } take: { next in
        while next() != nil {}
        throw Broken()
      }
    }
  }
}
