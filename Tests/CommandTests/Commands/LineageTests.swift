import Base
import Testing

@testable import seedbed

@Suite struct LineageTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
  }

  @Test func `an answer leads up to its field, what is shared is drawn once`() async throws {
    try await box.write(Garden.dedup)
    let result = await box.run("lineage", "11")
    #expect(
      result.out == """
        answer 11  A region around the nucleus.
        └─ question 8  What is an orbital?
           ├─ concept 6  Orbital
           │  └─ session 5  Electrons
           │     └─ syllabus 4  1. Electrons
           │        └─ subject 3  Atoms
           │           └─ discipline 2  Chemistry
           │              └─ field 1  Science
           ├─ concept 7  Spin
           │  └─ session 5 (see above)
           └─ syllabus 4 (see above)

        Made by:
          glan, plan 1 (seed 7), stored TIME
          stage answers, draw 0, prompt answers
          model smol at local, temperature 0.7
          call 1, attempt 1: 20 + 9 tokens, 812 ms, finish reason stop, TIME

        """)
  }

  @Test func `decisions and statuses are told`() async throws {
    try await box.write(Garden.dedup)
    let result = await box.run("lineage", "9")
    #expect(result.out.hasPrefix("question 9 [dropped]  What is an orbital, then?\n"))
    #expect(
      result.out.hasSuffix(
        """

        Decisions:
          run 1, dedup: drop at 0.889 (threshold 0.7), repeats 8, ROUGE-L 0.889

        """))
  }

  @Test func `downwards it shows what was made, up to a limit`() async {
    let result = await box.run("lineage", "7", "--down", "--limit", "3")
    #expect(
      result.out.hasPrefix(
        """
        concept 7  Spin
        ├─ question 8 (concept)  What is an orbital?
        │  └─ … 1 more
        └─ question 10 (concept)  What is spin?

        """))
  }

  @Test func `JSON has the artifacts and the edges between them`() async {
    let json = await box.run("lineage", "11", "--format", "json").json
    #expect(json["artifacts"]?.array?.count == 9)
    #expect(json["edges"]?.array?.count == 10)
    #expect(
      json["edges"]?[0]?.text
        == #"{"child_id":2,"parent_id":1,"role":"taxonomy","position":0}"#)
    #expect(json["made_by"]?["call"]?["model"] == "smol")
  }

  @Test(arguments: [
    ("99", "there is no artifact 99: query the view versions for ids"),
    ("key:zz", "key:zz is no id: give a number, or key: and the beginning of a key"),
  ])
  func `an unknown id is named`(_ id: String, _ sentence: String) async {
    let result = await box.run("lineage", id)
    #expect(result == CommandResult(status: .failed, out: "", talk: "seedbed: \(sentence)\n"))
  }
}
