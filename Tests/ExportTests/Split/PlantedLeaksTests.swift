import Base
import Curate
import Store
import TestSupport
import Testing

@testable import Export

/// A corpus in which everything is planted that leaks between splits, and what becomes of it.
@Suite struct PlantedLeaksTests {
  /// A question before it is stored: what it says, and what it was made from.
  private struct Planted {
    var text: String
    var draw: String?
    var input: String?
    var subject: String?
    var evolvedFrom: Int?
    var follows: Int?
  }

  /// `count` questions; most are made from an earlier one, in one of the ways that leak.
  private static func corpus(_ count: Int, _ dice: inout Dice) -> [Planted] {
    var corpus: [Planted] = []
    func word() -> String { "w\(Int.random(in: 0..<400, using: &dice))" }
    func fresh() -> String { (0..<8).map { _ in word() }.joined(separator: " ") }
    while corpus.count < count {
      let earlier = corpus.isEmpty ? 0 : Int.random(in: 0..<corpus.count, using: &dice)
      var next = Planted(text: fresh(), subject: "s\(Int.random(in: 0..<12, using: &dice))")
      switch corpus.isEmpty ? 9 : Int.random(in: 0..<10, using: &dice) {
      case 0, 1: next.text = near(corpus[earlier].text, word())
      case 2:
        // Halfway between two others: a bridge if they are on two sides.
        let other = Int.random(in: 0..<corpus.count, using: &dice)
        next.text = corpus[earlier].text + " " + corpus[other].text
      case 3: next.evolvedFrom = earlier
      case 4: next.draw = "\(earlier % 9)"
      case 5: next.input = "the input \(earlier % 7)"
      case 6: next.follows = earlier
      case 7: next.text = corpus[earlier].text.uppercased() + "?"
      default: break
      }
      corpus.append(next)
    }
    return corpus
  }

  /// The same words but for one.
  private static func near(_ text: String, _ word: String) -> String {
    (text.split(separator: " ").dropLast() + [word[...]]).joined(separator: " ")
  }

  private func store(_ corpus: [Planted], _ workshop: Workshop, from start: Int = 0) async throws {
    try await workshop.write { connection in
      let content = Key(of: ["planted", String(start)])
      let plan = try connection.importPlan(kind: .question, source: "planted", content: content)
      let syllabus = Draft(
        .syllabus, "syllabus", origin: .imported(source: "planted", id: "syllabus"), place: Place(0)
      )
      let batch = Batch(plan: plan, method: "import")
      let above = try connection.insert([syllabus], batch)[0].reference
      var known = try PlantedLeaksTests.references("question", connection)
      var answers = try PlantedLeaksTests.references("answer", connection)
      for line in start..<corpus.count {
        let planted = corpus[line]
        var (parents, attributes): ([Draft.Parent], [JSON.Member]) = ([], [])
        if let evolved = planted.evolvedFrom {
          parents.append(.stored(.evolvedFrom, known[evolved]))
        }
        if let follows = planted.follows { parents.append(.stored(.follows, answers[follows])) }
        if planted.draw != nil { parents.append(.stored(.syllabus, above)) }
        for (name, value) in [
          ("draw", planted.draw), ("input", planted.input), ("subject", planted.subject),
        ] {
          if let value { attributes.append(.init(name, .string(value))) }
        }
        let question = Draft(
          .question, planted.text, attributes: .object(attributes), parents: parents,
          origin: .content(occurrence: line), place: Place(line + 1))
        let answer = Draft(
          .answer, "answer \(line)", parents: [.draft(.question, 0)],
          origin: .content(occurrence: line), place: Place(line + 1).below(0))
        let stored = try connection.insert([question, answer], batch).map(\.reference)
        known.append(stored[0])
        answers.append(stored[1])
      }
    }
  }

  private static func references(
    _ kind: String, _ connection: Connection
  ) throws -> [ArtifactReference] {
    try connection.rows(
      "SELECT id, key, sequence FROM artifact WHERE kind = ? ORDER BY id", [.text(kind)]
    ) { row in
      ArtifactReference(
        id: row.int(0), key: Key(stored: row.text(1)), place: Place(stored: row.text(2)))
    }
  }

  /// The side of each question by its place in the corpus, and of each turn inside of a row that of
  /// the row; nil for one that is in no file.
  private func sides(_ corpus: [Planted], _ workshop: Workshop) async throws -> [String?] {
    let members = try await workshop.read { connection in
      try connection.rows(
        """
        SELECT a.text, m.split FROM export_member AS m JOIN artifact AS a ON a.id = m.answer_id
        WHERE m.export_id = (SELECT max(id) FROM export) AND m.split <> 'withheld'
        """
      ) { ($0.text(0), $0.text(1)) }
    }
    var sides = [String?](repeating: nil, count: corpus.count)
    for (answer, side) in members {
      guard var place = Int(answer.dropFirst("answer ".count)) else { continue }
      sides[place] = side
      while let before = corpus[place].follows {
        place = before
        #expect(sides[place] == nil || sides[place] == side, "a turn is on two sides")
        sides[place] = side
      }
    }
    return sides
  }

  /// Pairs of questions on two `sides` that should share one.
  private func leaks(_ corpus: [Planted], _ sides: [String?], group: Bool = false) -> Int {
    var (sequences, vocabulary) = (TokenSequences(), Vocabulary())
    for planted in corpus {
      let text = planted.text + (planted.input.map { "\n\n" + $0 } ?? "")
      sequences.append(text, by: .unicode, in: &vocabulary)
    }
    let chains = roots(corpus, \.evolvedFrom), conversations = roots(corpus, \.follows)
    var leaks = 0
    for row in corpus.indices {
      for other in 0..<row {
        guard let side = sides[row], let earlier = sides[other], side != earlier else { continue }
        func shares(_ value: KeyPath<Planted, String?>) -> Bool {
          corpus[row][keyPath: value] != nil
            && corpus[row][keyPath: value] == corpus[other][keyPath: value]
        }
        let isNear = Rouge.scoreL(Array(sequences[row]), Array(sequences[other])).f > 0.65
        if isNear || chains[row] == chains[other] || conversations[row] == conversations[other]
          || shares(\.draw) || shares(\.input) || (group && shares(\.subject))
        {
          leaks += 1
        }
      }
    }
    return leaks
  }

  private func roots(_ corpus: [Planted], _ parent: KeyPath<Planted, Int?>) -> [Int] {
    var roots: [Int] = []
    for (index, planted) in corpus.enumerated() {
      roots.append(planted[keyPath: parent].map { roots[$0] } ?? index)
    }
    return roots
  }

  @Test(arguments: Effort.seeds(3, long: 60))
  func `nothing planted is on two sides, and a random split has it by the dozen`(
    seed: UInt64
  ) async throws {
    var dice = Dice(Int(seed))
    let corpus = PlantedLeaksTests.corpus(300, &dice)
    let workshop = try Workshop()
    try await store(corpus, workshop)
    let manifest = try await workshop.export(.options(validation: 0.2, test: 0.1, seed: Int(seed)))
    let sides = try await sides(corpus, workshop)
    #expect(leaks(corpus, sides) == 0)
    let naive = corpus.map { _ -> String? in
      Int.random(in: 0..<10, using: &dice) < 7 ? "train" : "validation"
    }
    #expect(leaks(corpus, naive) > 24)
    let left = manifest["left_out"]
    let counted = (left?["bridge"]?.int ?? 0) + (left?["withheld_turn"]?.int ?? 0)
    let withheld = try await workshop.read {
      try $0.int("SELECT count(*) FROM export_member WHERE split = 'withheld'")
    }
    #expect(counted == withheld && withheld > 0)
    #expect(manifest["leaks"]?["equal_sequences"] == 0)
  }

  @Test(arguments: Effort.seeds(3, long: 40))
  func `a tenth more rows moves none of the old ones`(seed: UInt64) async throws {
    var dice = Dice(Int(seed) + 500)
    let corpus = PlantedLeaksTests.corpus(330, &dice)
    // A later turn makes another row of its conversation: a row that ends there is one no more.
    let few = Array(corpus[..<300])
    let workshop = try Workshop()
    try await store(few, workshop)
    let options = ExportOptions.options(validation: 0.2, test: 0.1)
    try await workshop.export(options)
    let before = try await sides(few, workshop)
    try await store(corpus, workshop, from: few.count)
    try await workshop.export(options)
    let after = try await sides(corpus, workshop)
    for (old, new) in zip(before, after) where old != nil && new != nil { #expect(old == new) }
    #expect(zip(before, after).count { $0 == $1 } > 290)
  }

  @Test func `a group keeps its rows together`() async throws {
    var dice = Dice(9)
    let corpus = PlantedLeaksTests.corpus(200, &dice)
    let workshop = try Workshop()
    try await store(corpus, workshop)
    var options = ExportOptions.options(validation: 0.4)
    options.group = .subject
    try await workshop.export(options)
    let sides = try await sides(corpus, workshop)
    #expect(leaks(corpus, sides, group: true) == 0)
    #expect(Set(sides.compactMap(\.self)).count == 2)
  }

  @Test func `a limit on leaks names the pairs, and nothing is written`() async throws {
    let workshop = try Workshop()
    try await workshop.store(
      (0..<60).map { Pair("alpha beta gamma \($0 * 7) \($0 * 11) \($0 * 13)", "\($0)") })
    var options = ExportOptions.options(validation: 0.5)
    options.maxLeak = try Threshold("0.4")
    let strict = options
    let error = await #expect(throws: ExportError.self) { try await workshop.export(strict) }
    #expect(error?.description.contains("a ROUGE-L above 0.4 (--max-leak)") == true)
    #expect(error?.description.contains("0.5: ") == true)
    #expect(workshop.text("train.jsonl") == nil)
    options.maxLeak = try Threshold("0.5")
    let manifest = try await workshop.export(options)
    #expect(manifest["leaks"]?["max_leak"] == 0.5)
  }
}
