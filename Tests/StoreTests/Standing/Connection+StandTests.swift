import Base
import Testing

@testable import Store

@Suite struct StandTests {
  let file = try? TemporaryFile()

  private func standing(_ column: String, _ artifact: ArtifactReference) throws -> Int? {
    try #require(file).connection.first(
      "SELECT \(column) FROM standing WHERE artifact_id = ?", [.integer(artifact.id)]
    ) { $0.optionalInt(0) } ?? nil
  }

  @Test func `discipline and subject are handed down to everything below`() throws {
    let connection = try #require(file).connection
    let discipline = try connection.add(.discipline, "d")
    let subject = try connection.add(.subject, "s", [.stored(.discipline, discipline)])
    let syllabus = try connection.add(.syllabus, "y", [.stored(.subject, subject)])
    let session = try connection.add(.session, "c", [.stored(.syllabus, syllabus)])
    let concept = try connection.add(.concept, "k", [.stored(.session, session)])
    let question = try connection.add(
      .question, "?", [.stored(.syllabus, syllabus), .stored(.concept, concept)])
    let evolved = try connection.add(.question, "??", [.stored(.evolvedFrom, question)])
    let answer = try connection.add(.answer, "!", [.stored(.question, evolved)])
    for below in [syllabus, session, concept, question, evolved, answer] {
      #expect(try standing("discipline_id", below) == discipline.id)
      #expect(try standing("subject_id", below) == subject.id)
    }
    #expect(try standing("discipline_id", subject) == discipline.id)
    #expect(try standing("subject_id", subject) == nil)
    #expect(try standing("discipline_id", discipline) == nil)
  }

  @Test func `an example in the prompt hands nothing down`() throws {
    let connection = try #require(file).connection
    let discipline = try connection.add(.discipline, "d")
    let shown = try connection.add(.question, "shown?", [.stored(.discipline, discipline)])
    let made = try connection.add(.question, "made?", [.stored(.example, shown)])
    #expect(try standing("discipline_id", made) == nil)
  }

  @Test func `turns of a conversation are counted and keep the first question's id`() throws {
    let connection = try #require(file).connection
    var last = try connection.add(.question, "0?")
    let first = last
    for turn in 1..<4 {
      #expect(try standing("turn", last) == turn)
      #expect(try standing("conversation_id", last) == first.id)
      let answer = try connection.add(.answer, "\(turn)", [.stored(.question, last)])
      #expect(try standing("question_id", answer) == last.id)
      #expect(try standing("turn", answer) == nil)
      last = try connection.add(.question, "\(turn)?", [.stored(.follows, answer)])
    }
  }

  @Test func `what is made from something that fell away is never live`() throws {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "?")
    try connection.screen("filter", [DecisionDraft(.drop, question.id)])
    let answer = try connection.add(.answer, "!", [.stored(.question, question)])
    #expect(try connection.status(answer) == "dropped")
    let passage = try connection.add(.passage, "p")
    try connection.screen("person", [DecisionDraft(.reject, passage.id)], isIncremental: true)
    let both = try connection.add(
      .answer, "!!", [.stored(.question, question), .stored(.passage, passage)])
    #expect(try connection.status(both) == "rejected")
    #expect(try connection.chosen() == [])
  }

  @Test func `an only answer is chosen, among several the first in canonical order`() throws {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "?")
    let late = try connection.add(.answer, "late", line: 10, [.stored(.question, question)])
    #expect(try connection.chosen() == [late.id])
    let early = try connection.add(.answer, "early", line: 9, [.stored(.question, question)])
    #expect(try connection.chosen() == [early.id])
    try connection.add(.answer, "later", line: 11, [.stored(.question, question)])
    #expect(try connection.chosen() == [early.id])
    try connection.screen("filter", [DecisionDraft(.drop, early.id)])
    #expect(try connection.chosen() == [late.id])
  }

  @Test func `the answer with the highest mean score is chosen, before those without`() throws {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "?")
    let answers = try (0..<3).map {
      try connection.add(.answer, "\($0)", line: $0, [.stored(.question, question)])
    }
    func score(_ scores: [(Int, Double)], _ rule: String = "judge/quality") throws -> Int {
      try connection.screen(
        rule, scores.map { DecisionDraft(.score, answers[$0.0].id, value: $0.1) },
        isIncremental: true)
    }
    _ = try score([(2, 9)], "judge/difficulty")
    #expect(try connection.chosen() == [answers[0].id])
    _ = try score([(2, 2)])
    #expect(try connection.chosen() == [answers[2].id])
    let run = try score([(1, 3), (1, 4)])
    #expect(try connection.chosen() == [answers[1].id])
    _ = try score([(0, 3.5)])
    #expect(try connection.chosen() == [answers[0].id], "a tie goes by canonical order")
    _ = try score([(1, 5)])
    #expect(try connection.chosen() == [answers[1].id])
    #expect(throws: StoreError.self) { try connection.undo(run: run) }
  }

  @Test func `when a chosen answer's version falls, another answer is chosen`() throws {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "?")
    func draft(_ text: String, _ parents: [Draft.Parent]) -> Draft {
      Draft(
        .answer, text, parents: [.stored(.question, question)] + parents,
        origin: .imported(source: "s", id: "1"), place: Place(0))
    }
    try connection.add(draft("first", []))
    let other = try connection.add(.answer, "other", line: 1, [.stored(.question, question)])
    let passage = try connection.add(.passage, "p")
    try connection.screen("person", [DecisionDraft(.reject, passage.id)], isIncremental: true)
    try connection.add(draft("second", [.stored(.passage, passage)]))
    #expect(try connection.chosen() == [other.id])
  }
}
