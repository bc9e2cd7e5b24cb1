import Base
import Store
import Testing

@testable import seedbed

@Suite struct SampleTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
  }

  @Test func `on a terminal a row is a block`() async {
    let result = await box.run(
      "sample", "--where", "question_id = 8", "--no-color", screen: .screen(60))
    #expect(
      result.out == """
        ── examples 1 of 1 ──
        question_id: 8
        answer_id: 11
        question: What is an orbital?
        answer: A region around the nucleus.
        method: glan
        discipline: Chemistry
        subject: Atoms
        conversation: 8
        turn: 1

        """)
  }

  @Test func `elsewhere rows are JSON`() async {
    let json = await box.run("sample", "-n", "1").json
    #expect(json.array?.count == 1)
    #expect(json[0]?["subject"] == "Atoms")
  }

  @Test func `a drop stands beside the row that it repeats`() async throws {
    try await box.write(Garden.dedup)
    let result = await box.run("sample", "--from", "drops", "--text")
    #expect(
      result.out == """
        ── drops 1 of 1 ──
        artifact_id: 9
        kind: question
        rule: dedup
        value: 0.8888
        threshold: 0.7
        text: What is an orbital, then?
        witness_id: 8
        witness_status: live
        witness_text: What is an orbital?
        reason: ROUGE-L 0.889
        run_id: 1

        """)
  }

  @Test func `a dropped answer stands below its question`() async throws {
    try await box.write { connection in
      let answer = try #require(try connection.liveArtifacts(.answer).first?.reference.id)
      let run = try connection.beginRun("seedbed curate filter", tool: "0")
      try connection.store(
        ScreeningDraft(
          rule: "empty", scope: ["kind": "answer"], examined: 1,
          decisions: [DecisionDraft(.drop, answer)]), run: run)
    }
    let drop = await box.run("sample", "--from", "drops", "--rule", "empty").json[0]
    let pair = await box.run(
      "query",
      "SELECT q.text AS question FROM answers AS a JOIN questions AS q "
        + "ON q.id = a.question_id WHERE a.id = \(drop?["artifact_id"]?.int ?? 0)"
    ).json[0]
    #expect(drop?["question"] == pair?["question"] && pair?["question"] != nil)
  }

  @Test func `failures have their class and message`() async {
    let json = await box.run("sample", "--from", "failures").json
    #expect(json[0]?["class"] == "truncated")
  }

  @Test func `every public view can be sampled`() async throws {
    try await box.write(Garden.dedup)
    for view in PublicView.all {
      #expect(await box.run("sample", "--from", view.name).status == .done, "\(view.name)")
    }
    let known = try await box.int("SELECT count(*) FROM sqlite_schema WHERE type = 'view'")
    #expect(PublicView.all.count == known)
  }

  @Test func `a seed draws the same rows, and fewer are the first of more`() async {
    let two = await box.run("sample", "--from", "versions", "--seed", "7", "-n", "2").json
    let five = await box.run("sample", "--from", "versions", "--seed", "7", "-n", "5").json
    #expect(two.array == five.array.map { Array($0.prefix(2)) })
    let other = await box.run("sample", "--from", "versions", "--seed", "8", "-n", "5").json
    #expect(five != other)
  }

  @Test func `every row is drawn about as often`() async throws {
    let box = box
    let store = try await Store(path: box.path, mode: .readOnly)
    let counts = try await store.read { connection in
      var counts = [Int](repeating: 0, count: 13)
      let view = try #require(PublicView.named("versions"))
      for seed in 0..<1200 {
        let drawn = try connection.draw(SampleRequest(view: view, count: 1, seed: UInt64(seed)))
        if case .integer(let id)? = drawn.first?.first { counts[id] += 1 }
      }
      return counts
    }
    #expect(counts.dropFirst().allSatisfy { (60...140).contains($0) }, "\(counts)")
  }

  @Test(arguments: [
    (["--from", "exampels"], "did you mean examples?"),
    (["--where", "txt = 1"], "--where: the SQL is wrong: no such column: txt"),
    (["--where", "txt = 1"], "; examples has question_id, answer_id, question, input, "),
    (["--where", "1) UNION SELECT 1; --"], "--where: "), (["-n", "0"], "--count \"0\""),
    (["--text", "--csv"], "--text and --csv exclude each other"),
  ])
  func `wrong flags are refused`(_ flags: [String], _ part: String) async {
    let console = Recorder()
    let status = await Program(table: .seedbed, console: .recording(talk: console))
      .main(["sample", box.path] + flags)
    #expect(status == .usage)
    #expect(console.text.contains(part), "\(console.text)")
  }

  @Test func `nothing to show is said`() async {
    let result = await box.run("sample", "--from", "drops", "--text")
    #expect(result == CommandResult(status: .done, out: "", talk: "no row of drops to show\n"))
  }
}

@Suite struct CardsTests {
  private func text(_ row: [Value], screen: Terminal = .screen(40)) throws -> String {
    let recorder = Recorder()
    let output = recorder.output
    let names = ["a", "b", "c"].prefix(row.count)
    var cards = Cards(columns: Array(names), to: output, screen: screen)
    try cards.write(row, title: "row")
    try output.flush()
    return recorder.text
  }

  @Test func `long texts are wrapped below their name, line breaks stay`() throws {
    let long = "one two three four five six seven eight nine ten\n\nlast"
    #expect(
      try text([.text(long), .null, .integer(7)]) == """
        ── row ──
        a:
            one two three four five six seven
            eight nine ten

            last
        c: 7

        """)
  }

  @Test func `a script without spaces is wrapped anywhere`() {
    #expect(Paragraph.lines("日本語日本語 ab", width: 7) == ["日本語", "日本語", "ab"])
    // A mark does not begin a line, nor an opening one end it; a long run is broken where it must be.
    #expect(Paragraph.lines("日本語、日本", width: 6) == ["日本", "語、日", "本"])
    #expect(Paragraph.lines("日本「語」", width: 6) == ["日本", "「語」"])
    #expect(Paragraph.lines("abcdefgh", width: 5) == ["abcde", "fgh"])
    // What follows a number is not broken there, and stands below the beginning.
    #expect(Paragraph.lines("  12 日本語日本語", width: 11) == ["  12 日本語", "  日本語"])
    #expect(Paragraph.lines("a  b", width: 80) == ["a  b"])
    #expect(Paragraph.lines("", width: 3) == [""])
  }

  @Test func `hostile and huge texts are shown safely`() throws {
    let shown = try text([
      .text("\u{1B}[2J\u{202E}evil"), .text(String(repeating: "x", count: 1 << 20)),
    ])
    #expect(shown.contains("a: ␛[2J\\u{202e}evil\n"))
    #expect(shown.hasSuffix("… (1048576 bytes in all: --json shows them)\n"))
    #expect(shown.utf8.count < 6000)
  }

  @Test func `a character with endless marks is cut`() throws {
    let shown = try text([.text("e" + String(repeating: "\u{301}", count: 100_000))])
    #expect(shown.utf8.count < 200)
  }
}
