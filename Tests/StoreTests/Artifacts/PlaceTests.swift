import Testing

@testable import Store

@Suite struct PlaceTests {
  @Test func `a place is written with a letter for its number of digits`() {
    #expect(Place(7).description == "a7")
    #expect(Place(10).below(0).below(123).description == "b10.a0.c123")
    #expect(Place(.max).description == "s9223372036854775807")
    #expect(Place(-3) == Place(0))
  }

  @Test func `places are ordered as the paths of numbers are, here and in SQLite`() throws {
    let numbers = [0, 1, 9, 10, 11, 99, 100, 12_345, Int.max]
    var paths = numbers.map { [$0] }
    for number in numbers { paths += numbers.map { [number, $0] } }
    for number in [0, 9, 10] { paths += numbers.map { [10, number, $0] } }
    let connection = try TemporaryFile().connection
    for left in paths {
      for right in paths {
        #expect((place(left) < place(right)) == left.lexicographicallyPrecedes(right))
      }
    }
    let ordered = try connection.rows(
      "SELECT value FROM json_each(?) ORDER BY value",
      [.text("[\"" + paths.map { place($0).description }.joined(separator: "\",\"") + "\"]")]
    ) { $0.text(0) }
    let expected = paths.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(ordered == expected.map { place($0).description })
  }

  private func place(_ path: [Int]) -> Place {
    path.dropFirst().reduce(Place(path.first ?? 0)) { $0.below($1) }
  }
}
