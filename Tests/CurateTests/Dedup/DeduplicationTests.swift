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

  private func screenings(_ deduplication: Deduplication) async throws -> [ScreeningDraft] {
    try await file.store.write { connection in
      let drafts = try deduplication.screenings(connection) { _, _ in }
      let run = try connection.beginRun("dedup", tool: "0")
      for draft in drafts { try connection.store(draft, run: run) }
      return drafts
    }
  }

  @Test func `new rows are compared with what was kept, and add to the earlier run`() async throws {
    try await file.questions(texts.prefix(3).map { ($0, [:]) })
    _ = try await screenings(Deduplication())
    try await file.questions(texts.suffix(2).map { ($0, [:]) }, source: "more")
    var new = Deduplication()
    new.onlyNew = true
    let second = try await screenings(new)
    #expect(second[0].isIncremental && second[0].examined == 2)
    #expect(second[0].decisions.map { [$0.artifact, $0.witness ?? 0] } == [[4, 1], [5, 2]])
    #expect(try await file.live() == [1, 2])
    #expect(try await screenings(new)[0].examined == 0)
    await #expect(throws: StoreError.self) { try await file.undo(run: 1) }
    try await file.undo(run: 3)
    try await file.undo(run: 2)
    #expect(try await file.live() == [1, 2, 4, 5])
  }

  @Test func `new rows alone give what all rows give when they come last`() async throws {
    var random = Seeded(21)
    let sequences = BruteForce.sequences(80, longest: 12, vocabulary: 30, &random)
    let texts = (0..<80).map { row in "t " + sequences[row].map { "w\($0)" }.joined(separator: " ")
    }
    var new = Deduplication()
    new.onlyNew = true
    for (index, part) in [texts[..<30], texts[30..<60], texts[60...]].enumerated() {
      try await file.questions(part.map { ($0, [:]) }, source: "part \(index)")
      _ = try await screenings(new)
    }
    let live = try await file.live()
    _ = try await screenings(Deduplication())
    #expect(try await file.live() == live)
    #expect(live.count < 80)
  }

  @Test func `a row whose rejection was taken back is new`() async throws {
    try await file.questions(texts.prefix(3).map { ($0, [:]) })
    let reject = try await file.store.write { connection in
      let run = try connection.beginRun("seedbed reject", tool: "0")
      try connection.store(Judgement(.reject, [1]), run: run)
      return run
    }
    _ = try await screenings(Deduplication())
    #expect(try await file.live() == [2, 3])
    try await file.undo(run: reject)
    var new = Deduplication()
    new.onlyNew = true
    let second = try await screenings(new)
    #expect(second[0].examined == 1)
    #expect(second[0].decisions.map { [$0.artifact, $0.witness ?? 0] } == [[1, 3]])
    #expect(try await file.live() == [2, 3])
  }

  @Test func `new rows must be compared as the earlier ones were`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    _ = try await screenings(Deduplication())
    var new = Deduplication(cutoff: Cutoff(above: try Threshold("0.9")))
    new.onlyNew = true
    let other = new
    let error = await #expect(throws: CurationError.self) { _ = try await screenings(other) }
    #expect(error?.description.contains("without --new") == true)
  }

  @Test func `the longest comes first, or the best by a judge`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    var longest = Deduplication()
    longest.order = .length
    #expect(
      try await file.screening(longest).decisions.map { [$0.artifact, $0.witness ?? 0] }
        == [[5, 2], [1, 4], [3, 4]])
    try await file.score([3: 5, 1: 2])
    var best = Deduplication()
    best.order = .judge
    let dropped = try await file.screening(best).decisions
    #expect(dropped.map { [$0.artifact, $0.witness ?? 0] } == [[1, 3], [4, 3], [5, 2]])
  }

  @Test func `only rows that have something in common are compared`() async throws {
    try await file.questions(
      zip(texts, ["a", "a", "b", "a", "b"]).map { ($0, ["discipline": .string($1)]) })
    var within = Deduplication()
    within.within = .discipline
    let dropped = try await file.screening(within).decisions
    #expect(dropped.map { [$0.artifact, $0.witness ?? 0] } == [[4, 1]])
  }

  @Test func `a chain of evolution is compared when asked`() async throws {
    try await file.questions(texts.prefix(1).map { ($0, [:]) })
    try await file.evolve("Explain how green plants make sugar from light.", from: 1)
    #expect(try await file.screening(Deduplication()).decisions.isEmpty)
    var all = Deduplication()
    all.includesChains = true
    #expect(try await file.screening(all).decisions.map(\.artifact) == [2])
  }

  @Test func `rows are compared with the texts of a file, and not with each other`() async throws {
    try await file.questions(texts.map { ($0, [:]) })
    var against = Deduplication()
    against.reference = .texts(
      name: "test.txt", ["Why is the sky blue?", "Name three rivers of Asia and their length."])
    let decisions = try await file.screening(against).decisions
    #expect(decisions.map(\.artifact) == [2, 5])
    #expect(
      decisions.map(\.reason) == Array(repeating: "near-duplicate of row 2 of test.txt", count: 2))
    #expect(decisions.first?.value == 14.0 / 16)
    #expect(decisions.first?.witness == nil)
    against.reference = .benchmark
    let missing = against
    await #expect(throws: CurationError.self) { _ = try await file.screening(missing) }
  }

  @Test func `each kept row's nearest kept row is stored, and each witness with its drops`()
    async throws
  {
    try await file.questions(texts.map { ($0, [:]) } + [("Name the rivers of Europe.", [:])])
    var nearest = Deduplication()
    nearest.floor = try Threshold("0.5")
    let drafts = try await screenings(nearest)
    #expect(drafts.map(\.rule) == ["dedup", "nearest"])
    #expect(drafts[1].examined == 3)
    try await file.store.read { connection in
      let neighbours = try connection.rows(
        "SELECT artifact_id, neighbour_id, value, lcs FROM neighbours ORDER BY 1"
      ) { [Double($0.int(0)), Double($0.int(1)), $0.optionalDouble(2) ?? 0, Double($0.int(3))] }
      #expect(neighbours == [[2, 6, 8.0 / 13, 4], [6, 2, 8.0 / 13, 4]])
      let groups = try connection.rows(
        "SELECT witness_id, size, witness_status FROM duplicates ORDER BY 1"
      ) { "\($0.int(0)) \($0.int(1)) \($0.text(2))" }
      #expect(groups == ["1 3 live", "2 2 live"])
    }
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
