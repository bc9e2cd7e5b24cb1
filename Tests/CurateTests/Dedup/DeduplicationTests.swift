import Base
import Store
import TestSupport
import Testing

@testable import Curate

/// Removal of near-duplicates on a real file.
@Suite struct DeduplicationTests {
  private let file: CurationFile

  init() async throws { file = try await CurationFile() }

  private let texts = [
    "Explain how plants make sugar from light.", "Name three rivers of Europe and their length.",
    "Explain how plants make sugar from light!", "Explain how all plants make sugar from light.",
    "Name three rivers in Europe and their length.",
  ]

  @Test func `the first is kept in canonical order, and is the witness`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    let screening = try await file.dedup(Deduplication())
    #expect(screening.examined == 5)
    #expect(
      screening.decisions.map { [$0.artifact, $0.witness ?? 0] } == [[3, 1], [4, 1], [5, 2]])
    #expect(screening.decisions.map(\.value) == [1, 14.0 / 15, 14.0 / 16])
    #expect(try await file.live() == [1, 2])
  }

  @Test func `another threshold takes the place of the earlier one, and undo brings it back`()
    async throws
  {
    try await file.questions(texts.map { ($0, [:]) })
    let first = try await file.dedup(Deduplication())
    #expect(first.decisions.count == 3)
    let strict = Cutoff(above: try Threshold("0.99"))
    let second = try await file.dedup(Deduplication(cutoff: strict))
    #expect(second.decisions.map(\.artifact) == [3])
    #expect(try await file.live() == [1, 2, 4, 5])
    try await file.undo()
    #expect(try await file.live() == [1, 2])
    try await file.undo(run: 1)
    #expect(try await file.live() == [1, 2, 3, 4, 5])
  }

  @Test func `rows that another rule drops are not read`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    try await file.drop([1], by: "length")
    let screening = try await file.dedup(Deduplication())
    #expect(screening.examined == 4)
    #expect(screening.decisions.map { [$0.artifact, $0.witness ?? 0] } == [[4, 3], [5, 2]])
  }

  @Test func `rows that another search for duplicates drops are not read`() async throws {
    try await file.questions([
      ("Sort the list.", ["input": "9 1 4"]), ("Sort the list.", ["input": "a c b z y x w v u t"]),
      ("Sort the list!", ["input": "a c b z y x w v u t"]),
    ])
    try await file.dedup(Deduplication(target: .instruction))
    let screening = try await file.dedup(Deduplication(target: .question))
    #expect(screening.examined == 1)
  }

  @Test func `instruction and input together are compared, or the instruction alone`() async throws
  {
    try await file.questions([
      ("Sort the list.", ["input": "9 1 4"]), ("Sort the list.", ["input": "a c b z y x w v u t"]),
    ])
    #expect(try await file.screening(Deduplication(target: .question)).decisions.isEmpty)
    #expect(try await file.screening(Deduplication(target: .instruction)).decisions.count == 1)
  }

  @Test func `a chain of evolution is spared`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    try await file.evolve("Explain how green plants make sugar from light.", from: 1)
    try await file.evolve("Explain how green plants make some sugar from light.", from: 6)
    let dropped = try await file.screening(Deduplication()).decisions.map(\.artifact)
    #expect(dropped == [3, 4, 5])
  }

  @Test func `a tokenizer that throws the text away is refused`() async throws {
    try await file.questions([("植物が糖を作る仕組みを説明しなさい。", [:]), ("空はなぜ青いか。", [:])])
    let error = await #expect(throws: CurationError.self) {
      _ = try await file.screening(Deduplication(tokenizer: .rougeASCII))
    }
    #expect(error?.description.contains("use --tokenizer unicode-1") == true)
    #expect(error?.description.contains("100 %") == true)
    #expect(try await file.screening(Deduplication()).decisions.isEmpty)
  }

  @Test func `a limit and a condition choose the rows`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    #expect(try await file.screening(Deduplication(limit: 3)).decisions.map(\.artifact) == [3])
    let rivers = Deduplication(condition: "text LIKE '%rivers%'")
    #expect(try await file.screening(rivers).decisions.map(\.artifact) == [5])
  }

  @Test(arguments: 1...8) func `it agrees with brute force`(seed: UInt64) async throws {
    var random = Seeded(seed)
    let sequences = BruteForce.sequences(60, longest: 12, vocabulary: 30, &random)
    let texts = (0..<60).map { sequences[$0].map { "w\($0)" }.joined(separator: " ") }
    try await file.questions(texts.enumerated().map { ($1.isEmpty ? "empty\($0)" : $1, [:]) })
    var kept: [Int] = []
    var dropped: [Int] = []
    for (index, tokens) in (0..<60).map({ ($0, sequences[$0]) }) {
      let isRepeat = kept.contains { earlier in
        let lcs = BruteForce.lcs(tokens, sequences[earlier])
        return BruteForce.isAbove(
          Cutoff(above: .selfInstruct), lcs, tokens.count, sequences[earlier].count)
      }
      if isRepeat { dropped.append(index + 1) } else { kept.append(index) }
    }
    #expect(try await file.screening(Deduplication()).decisions.map(\.artifact) == dropped)
  }
}
