import Base
import Client
import Curate
import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Judges on a real file, behind the loopback endpoint.
@Suite struct JudgingTests {
  private let courtroom: Courtroom

  init() async throws { courtroom = try await Courtroom() }

  @Test func `each answer is scored once, by a call that is kept`() async throws {
    let double = try Courtroom.judge { _ in Courtroom.score(4, "clear") }
    #expect(try await courtroom.judge([double]).calls == 4)
    #expect(
      try await courtroom.lines(
        "SELECT artifact_id, rule, value, reason, call_id IS NOT NULL FROM scores ORDER BY 1")
        == (3...6).map { "\($0)|judge/quality|4.0|clear|1" })
    #expect(try await courtroom.judge([double]).calls == 0)
    #expect(try await courtroom.lines("SELECT count(*) FROM scores") == ["4"])
  }

  @Test func `what was said before a kill, or was undone, comes back without a call`() async throws
  {
    let double = try Courtroom.judge { _ in Courtroom.score(4, "clear") }
    #expect(try await courtroom.judge([double], collects: false).calls == 4)
    #expect(try await courtroom.lines("SELECT count(*) FROM scores") == ["0"])
    #expect(try await courtroom.judge([double]).calls == 0)
    #expect(try await courtroom.lines("SELECT count(*) FROM scores") == ["4"])
    try await courtroom.bench.write { connection in
      try connection.undo(run: connection.int("SELECT max(run_id) FROM screening"))
    }
    #expect(try await courtroom.lines("SELECT count(*) FROM scores") == ["0"])
    #expect(try await courtroom.judge([double]).calls == 0)
    #expect(try await courtroom.lines("SELECT count(*) FROM scores") == ["4"])
  }

  /// What a bad judge says of the answer "A good one." and of no other.
  @Test(arguments: [
    "banana", "", "{\"reason\":\"great\"}", "{\"reason\":\"great\",\"score\":9}",
    "{\"reason\":\"great\",\"score\":\"four\"}", "{\"reason\":\"\",\"score\":4}",
    "A good one.", "{\"answer\":\"A better one.\"}", "[1,2,3]", "{\"score\":null,\"reason\":\"x\"}",
  ])
  func `a judge that answers nonsense scores nothing and changes nothing`(
    nonsense: String
  ) async throws {
    let before = try await courtroom.texts()
    let double = try Courtroom.judge { prompt in
      prompt.contains("A good one.") ? nonsense : Courtroom.score(2, "dull")
    }
    let tally = try await courtroom.judge([double])
    #expect(tally.total.unusable == 1)
    #expect(
      try await courtroom.lines("SELECT artifact_id, value FROM scores ORDER BY 1")
        == ["4|2.0", "5|2.0", "6|2.0"])
    #expect(try await courtroom.texts() == before)
  }

  @Test func `a judge that names other rows, or other texts, scores the row it was asked about`()
    async throws
  {
    let before = try await courtroom.texts()
    let double = try Courtroom.judge { prompt in
      let isGood = prompt.contains("A good one.")
      return """
        {"id": \(isGood ? 4 : 3), "artifact_id": 6, "question": "Another?", "answer": "Rewritten.",
         "reason": "as asked", "score": \(isGood ? 5 : 1)}
        """
    }
    _ = try await courtroom.judge([double])
    #expect(
      try await courtroom.lines("SELECT artifact_id, value FROM scores ORDER BY 1")
        == ["3|5.0", "4|1.0", "5|1.0", "6|1.0"])
    #expect(try await courtroom.texts() == before)
  }

  @Test func `the example is the answer with the highest mean, of several judges`() async throws {
    let chosen = "SELECT answer_id FROM examples ORDER BY 1"
    #expect(try await courtroom.lines(chosen) == ["3", "5"])
    let first = try Courtroom.judge { Courtroom.score($0.contains("A good one.") ? 3 : 4, "so so") }
    _ = try await courtroom.judge([first])
    #expect(try await courtroom.lines(chosen) == ["4", "5"])
    let second = try Courtroom.judge { Courtroom.score($0.contains("A good one.") ? 5 : 2, "ah") }
    _ = try await courtroom.judge([second], model: "other", isSibling: true)
    #expect(try await courtroom.lines(chosen) == ["3", "5"])
    #expect(
      try await courtroom.lines("SELECT rows, scores, identical, within_one FROM agreement")
        == ["4|8|0.0|0.0"])
  }

  @Test func `agreement is Krippendorff's alpha`() async throws {
    let double = try Courtroom.judge(seed: 3) { _ in nil }
    _ = try await courtroom.judge([double], samples: 3)
    let scores = try await courtroom.lines("SELECT artifact_id, value FROM scores ORDER BY 1")
    #expect(scores.count == 12)
    let rows = Dictionary(grouping: scores.map { $0.split(separator: "|") }, by: { $0[0] })
      .mapValues { $0.map { Double($0[1]) ?? 0 } }
    let alpha = try await courtroom.lines("SELECT alpha FROM agreement")
    #expect(abs((Double(alpha[0]) ?? 9) - Courtroom.alpha(Array(rows.values))) < 1e-9)
  }

  @Test func `a threshold needs no calls, goes by the mean, and can be undone`() async throws {
    let double = try Courtroom.judge { Courtroom.score($0.contains("A good one.") ? 4 : 2, "hm") }
    _ = try await courtroom.judge([double])
    let threshold = try ScoreThreshold("quality < 4", verdict: .drop)
    let before = try await courtroom.lines("SELECT * FROM examples")
    try await courtroom.bench.write { connection in
      let run = try connection.beginRun("judge", tool: "0")
      for draft in try threshold.screenings(connection) { try connection.store(draft, run: run) }
    }
    #expect(
      try await courtroom.lines("SELECT artifact_id, rule, value, threshold FROM drops ORDER BY 1")
        == (4...6).map { "\($0)|judge/quality|2.0|4.0" })
    #expect(try await courtroom.lines("SELECT answer_id FROM examples") == ["3"])
    try await courtroom.bench.write { connection in
      try connection.undo(run: connection.int("SELECT max(id) FROM run"))
    }
    #expect(try await courtroom.lines("SELECT * FROM examples") == before)
  }

  @Test func `a preference holds in both orders, or there is none`() async throws {
    let fair = try Courtroom.judge { prompt in
      let a = prompt.firstRange(of: "good one")?.lowerBound
      let b = prompt.firstRange(of: "bad one")?.lowerBound
      guard let a, let b else { return Courtroom.better("tie") }
      return Courtroom.better(a < b ? "A" : "B")
    }
    #expect(try await courtroom.judge([fair], task: .preference).calls == 4)
    #expect(
      try await courtroom.lines(
        "SELECT question_id, chosen, rejected, votes_for, votes_against, votes FROM preferences")
        == ["1|A good one.|A bad one.|2|0|2"])
    let partial = try Courtroom.judge { _ in Courtroom.better("A") }
    let other = try await Courtroom()
    #expect(try await other.judge([partial], task: .preference).calls == 4)
    #expect(try await other.lines("SELECT * FROM preferences") == [])
  }

  @Test func `tags are rows, and a text is no tag`() async throws {
    let double = try Courtroom.judge { prompt in
      let topic = prompt.contains("Why is red") ? "colours" : String(repeating: "long ", count: 60)
      return """
        {"intent":"to know","topic":"\(topic)","task_type":"explaining"}
        """
    }
    let tally = try await courtroom.judge([double], task: .tags)
    #expect(tally.total.unusable == 1)
    #expect(
      try await courtroom.lines("SELECT artifact_id, tag, value FROM tags ORDER BY 2")
        == ["1|intent|to know", "1|task-type|explaining", "1|topic|colours"])
  }

  @Test func `another rubric asks again, and a rubric of the user's has its file's name`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("Is it cheerful? 1: gloomy. 5: merry.", to: "Cheer.md")
    let rubric = try Rubric(path: folder.file("Cheer.md"), kind: .question)
    let double = try Courtroom.judge { prompt in
      prompt.contains("Is it cheerful?") ? Courtroom.score(1, "gloomy") : nil
    }
    #expect(try await courtroom.judge([double], task: .score(rubric)).calls == 2)
    #expect(
      try await courtroom.lines("SELECT artifact_id, rule FROM scores ORDER BY 1")
        == ["1|judge/cheer", "2|judge/cheer"])
    try folder.write("{{oops}}", to: "bad.md")
    #expect(throws: PromptError.self) {
      try JudgeTask.score(Rubric(path: folder.file("bad.md"), kind: .answer))
        .template(PromptLibrary())
    }
    #expect(throws: PromptError.self) { try Rubric(path: folder.file("none.md"), kind: .answer) }
  }
}
