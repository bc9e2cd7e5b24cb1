import Base
import Store
import Testing

@testable import seedbed

@Suite struct WhyTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
  }

  @Test func `an example says so`() async {
    #expect(
      await box.run("why", "11").out == """
        Answer 11 is live: "A region around the nucleus."
        It is in examples.

        """)
  }

  @Test func `on a terminal sentences break between words`() async throws {
    try await box.write(Garden.dedup)
    let lines = await box.run("why", "9", screen: .screen(30)).out.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 30 } && lines.contains("It was dropped by the rule"))
  }

  @Test func `a drop tells rule, value, threshold and the row that it repeats`() async throws {
    try await box.write(Garden.dedup)
    #expect(
      await box.run("why", "9").out == """
        Question 9 is dropped: "What is an orbital, then?"
        It is not in examples.
        It was dropped by the rule dedup, which measured 0.889 (threshold 0.7), because it repeats \
        question 8 ("What is an orbital?") [live]: ROUGE-L 0.889 (run 1, TIME, seedbed curate \
        dedup t.db).

        """)
  }

  @Test func `an answer goes with its question`() async throws {
    try await box.write(Garden.dedup)
    let cause = await box.run("why", "12").out.split(separator: "\n")[2]
    #expect(
      cause.hasPrefix(
        "It went with question 9 (\"What is an orbital, then?\"), which was dropped by the rule"))
  }

  @Test func `a question without an answer tells what became of the request`() async {
    #expect(
      await box.run("why", "10").out == """
        Question 10 is live: "What is spin?"
        It is not in examples.
        The request for it at stage answers (unit 2, asked once) is unusable: truncated: the \
        answer was cut off.

        """)
  }

  @Test func `a person's reject is told with the reason, also further down`() async {
    _ = await box.run("reject", "3", "--why", "not our field")
    let result = await box.run("why", "11")
    #expect(
      result.out == """
        Answer 11 is rejected: "A region around the nucleus."
        It is not in examples.
        It went with subject 3 ("Atoms"), which was rejected by a person: not our field (run 1, \
        TIME, seedbed reject DB 3 --why 'not our field').

        """)
  }

  @Test func `a concept tells how many examples it led to`() async {
    #expect(await box.run("why", "6").out.hasSuffix("Examples made from it: 2.\n"))
  }

  @Test func `an older version and what was made from it name the newer one`() async throws {
    let other = try Sandbox()
    try await other.write { connection in
      let plan = try connection.importPlan(
        kind: .question, source: "s", content: Key(of: ["c"]))
      for text in ["Old?", "New?"] {
        let question = try connection.insert(
          [
            Draft(
              .question, text, origin: .imported(source: "s", id: "1"), place: Place(1))
          ], Batch(plan: plan, method: "import"))
        guard text == "Old?", let parent = question.first?.reference else { continue }
        _ = try connection.insert(
          [
            Draft(
              .answer, "Yes.", parents: [.stored(.question, parent)],
              origin: .content(occurrence: 0), place: Place(2))
          ], Batch(plan: plan, method: "import"))
      }
    }
    #expect(
      await other.run("why", "1").out == """
        Question 1 is superseded: "Old?"
        It is not in examples.
        Question 3 is a newer version of it (version 2).

        """)
    #expect(
      await other.run("why", "2").out == """
        Answer 2 is stale: "Yes."
        It is not in examples.
        It was made from question 1 ("Old?"), version 1, but question 3 is version 2 of that.

        """)
    #expect(await other.run("why", "3").out.contains("It has no answer, and none was asked for"))
  }

  @Test func `JSON has the causes and the same sentences`() async throws {
    try await box.write(Garden.dedup)
    let json = await box.run("why", "9", "--json").json
    #expect(json["is_example"] == false)
    #expect(json["causes"]?[0]?["cause"] == "drop")
    #expect(json["causes"]?[0]?["witness"]?["id"] == 8)
    #expect(json["sentences"]?.array?.count == 3)
  }
}
