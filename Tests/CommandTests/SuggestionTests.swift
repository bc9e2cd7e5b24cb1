import Testing

@testable import seedbed

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("--modle", "--model"), ("--temp", "--temperature"), ("dedup", "curate dedup"),
    ("generate gaen", "generate glan"), ("tokens", "--max-tokens"), ("--xyzzy", nil), ("--", nil),
  ])
  func `what was probably meant is found`(_ typed: String, _ meant: String?) {
    let candidates = [
      "--model", "--temperature", "--max-tokens", "generate glan", "curate dedup",
    ]
    #expect(Suggestion.closest(to: typed, among: candidates) == meant)
  }

  @Test(arguments: [("", "abc", 3), ("abcd", "acbd", 1), ("kitten", "sitting", 3), ("a", "a", 0)])
  func `distances count edits and swaps`(_ left: String, _ right: String, _ distance: Int) {
    #expect(Suggestion.distance(left, right) == distance)
    #expect(Suggestion.distance(right, left) == distance)
  }
}
