import Base
import Testing

@testable import Store

@Suite struct ViewTests {
  /// The columns that DESIGN.md promises.
  static let columns = [
    "fields": "id, key, name, status",
    "subfields": "id, key, field_id, name, status",
    "waiting": "id, key, kind, name, run_id",
    "disciplines": "id, key, name, field, subfield, status",
    "subjects": "id, key, discipline_id, name, level, subtopics, status",
    "syllabi": "id, key, subject_id, text, status",
    "sessions": "id, key, syllabus_id, position, name, description, status",
    "concepts": "id, key, session_id, position, name, status",
    "instructions": "id, key, text, is_classification, status",
    "questions": """
    id, key, item, version, text, input, system, language, method, strategy, draw, depth, \
    discipline, subject, status, created_at
    """,
    "answers": """
    id, key, item, version, question_id, text, model, finish_reason, chosen, status, created_at
    """,
    "agreement": "rule, rows, scores, identical, within_one, alpha",
    "preferences": """
    question_id, chosen_id, rejected_id, question, input, chosen, rejected, votes_for, \
    votes_against, votes, run_id
    """,
    "tags": "artifact_id, tag, value, call_id, run_id",
    "benchmarks": "id, key, benchmark, text, input, status, created_at",
    "contamination": "benchmark, rule, items, found, questions, answers",
    "examples": """
    question_id, answer_id, question, input, system, answer, language, method, discipline, \
    subject, conversation, turn
    """,
    "versions": "id, key, item, version, kind, status, text, created_at",
    "ancestry": "child_id, child_kind, parent_id, parent_kind, role, position",
    "decisions": """
    id, artifact_id, kind, verdict, rule, value, threshold, witness_id, witness_status, reason, run_id
    """,
    "drops": """
    artifact_id, kind, rule, value, threshold, witness_id, witness_status, reason, run_id
    """,
    "flags": """
    artifact_id, kind, rule, value, threshold, witness_id, witness_status, reason, run_id
    """,
    "scores": "artifact_id, rule, value, reason, call_id, run_id",
    "duplicates": "witness_id, kind, witness_status, size, lowest, highest, text",
    "neighbours": """
    artifact_id, kind, neighbour_id, value, floor, lcs, length, neighbour_length, tokenizer, run_id
    """,
    "funnel": "kind, rule, made, superseded, rejected, stale, dropped_by, dropped_first, left",
    "passages": "id, key, text, attributes, language, method, status",
    "rows": "id, key, text, attributes, language, method, status",
    "seed_tasks": "id, key, instruction, name, is_classification, instances, language, status",
    "evolutions": """
    kind, operation, round, rule, made, dropped_by, dropped_first, live, answered
    """,
    "yields": "strategy, part, rule, made, dropped_by, dropped_first, live, answered",
    "recipes": "id, name, version, text, created_at",
    "units": "id, key, plan_id, stage, state, class, message, model, tokens, cost",
    "calls": "id, unit_id, stage, state, class, message, model, tokens, cost, request, response",
    "failures": "unit_id, stage, state, class, message, model, tokens, cost, response",
    "costs": """
    plan_id, stage, model, calls, failures, prompt_tokens, completion_tokens, cost, \
    examples_left, cost_per_example
    """,
  ]

  @Test(arguments: columns) func `a view has the promised columns`(
    _ view: String, _ columns: String
  ) throws {
    let connection = try TemporaryFile().connection
    try connection.forEachRow("SELECT \(columns) FROM \(view)") { _ in true }
  }

  @Test func `there are no views but the promised ones`() throws {
    let views = try TemporaryFile().connection.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name"
    ) { $0.text(0) }
    #expect(views == ViewTests.columns.keys.sorted())
  }

  @Test func `no view calls json_extract or a function of ours`() throws {
    let connection = try TemporaryFile().connection
    let known: Set = [
      "all", "and", "as", "avg", "case", "cast", "coalesce", "count", "else", "exists", "from",
      "group_concat", "in", "instr", "join", "json_each", "max", "min", "nullif", "on", "or",
      "select", "substr", "sum", "then", "union", "when", "where",
    ]
    let views = try connection.rows("SELECT sql FROM sqlite_schema WHERE type = 'view'") {
      $0.text(0)
    }
    for view in views {
      for call in view.matches(of: /([A-Za-z_]+)\s*\(/) {
        let name = call.output.1.lowercased()
        #expect(known.contains(name), "\(name) in \(view.prefix(30))")
      }
    }
  }

  @Test func `a discipline names its field and subfield, from the taxonomy or its attributes`()
    throws
  {
    let file = try TemporaryFile()
    let connection = file.connection
    let field = try connection.add(.field, "Science")
    let subfield = try connection.add(.subfield, "Physics", [.stored(.taxonomy, field)])
    try connection.add(.discipline, "Optics", [.stored(.taxonomy, subfield)])
    try connection.add(.discipline, "Logic", [.stored(.taxonomy, field)])
    try connection.add(
      .discipline, "Law", attributes: ["field": "Society", "subfield": "Norms"])
    #expect(
      try connection.table("SELECT name, field, subfield FROM disciplines ORDER BY id") == [
        ["Optics", "Science", "Physics"], ["Logic", "Science", nil], ["Law", "Society", "Norms"],
      ])
  }

  @Test func `an example has its conversation, turn and discipline`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    let discipline = try connection.add(.discipline, "Optics")
    let first = try connection.add(
      .question, "1?", [.stored(.discipline, discipline)], attributes: ["input": "i"])
    let answer = try connection.add(.answer, "1.", [.stored(.question, first)])
    let second = try connection.add(.question, "2?", [.stored(.follows, answer)])
    try connection.add(.answer, "2.", [.stored(.question, second)])
    try connection.add(.question, "not answered?")
    let id = Value.integer(first.id)
    #expect(
      try connection.table(
        """
        SELECT question, input, answer, discipline, conversation, turn FROM examples
        ORDER BY conversation, turn
        """) == [
          ["1?", "i", "1.", "Optics", id, 1], ["2?", nil, "2.", "Optics", id, 2],
        ])
  }

  @Test func `a drop says how its witness fares, and an accepted one is none`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    let kept = try connection.add(.question, "kept?")
    let copy = try connection.add(.question, "copy?", line: 1)
    try connection.screen("dedup", [DecisionDraft(.drop, copy.id, value: 0.8, witness: kept.id)])
    #expect(try connection.text("SELECT witness_status FROM drops") == "live")
    try connection.screen("filter", [DecisionDraft(.drop, kept.id)])
    let dedup = "SELECT witness_status FROM drops WHERE rule = 'dedup'"
    #expect(try connection.text(dedup) == "dropped")
    try connection.screen("person", [DecisionDraft(.accept, copy.id)], isIncremental: true)
    #expect(try connection.int("SELECT count(*) FROM drops WHERE rule = 'dedup'") == 0)
  }

  @Test(arguments: ["drops", "flags", "scores", "tags", "agreement", "neighbours"])
  func `a view of one verdict reads no decisions of others`(_ view: String) throws {
    let file = try TemporaryFile()
    let plan = try file.connection.rows("EXPLAIN QUERY PLAN SELECT * FROM \(view)") { $0.text(3) }
    #expect(
      plan.contains { $0.contains("decision_screening (screening_id=? AND verdict=?)") }, "\(plan)")
  }

  @Test func `the funnel attributes a row dropped twice to the earlier rule`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    let both = try connection.add(.question, "both?")
    let late = try connection.add(.question, "late?", line: 1)
    try connection.add(.question, "left?", line: 2)
    try connection.add(.answer, "goes with its question", [.stored(.question, both)])
    try connection.screen("filter", [DecisionDraft(.drop, both.id)])
    try connection.screen("dedup", [DecisionDraft(.drop, both.id), DecisionDraft(.drop, late.id)])
    #expect(
      try connection.table(
        """
        SELECT kind, rule, made, superseded, rejected, stale, dropped_by, dropped_first, left
        FROM funnel ORDER BY kind, rule
        """) == [
          ["answer", "filter", 1, 0, 0, 0, 0, 1, 0],
          ["question", "dedup", 3, 0, 0, 0, 2, 1, 1],
          ["question", "filter", 3, 0, 0, 0, 1, 1, 1],
        ])
  }

  @Test func `an input with U+0000 is given whole, as JSON`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    let attributes: JSON = ["benchmark": "exam", "input": "a\u{0}b"]
    try connection.add(.benchmark, "?", attributes: attributes)
    let question = try connection.add(.question, "?", attributes: attributes)
    let answers = try ["good", "bad"].map {
      try connection.add(.answer, $0, [.stored(.question, question)]).id
    }
    try connection.screen(
      "judge/preference", [DecisionDraft(.prefer, answers[0], value: 1, witness: answers[1])])
    for view in ["benchmarks", "questions", "examples", "preferences"] {
      #expect(try connection.text("SELECT input FROM \(view)") == #""a\u0000b""#, "\(view)")
    }
  }

  @Test func `the yield of each strategy and part of the syllabus adds up, rule by rule`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    func question(_ line: Int, _ strategy: String, _ depth: Double) throws -> ArtifactReference {
      try connection.add(
        .question, "\(line)?", line: line,
        attributes: ["strategy": .string(strategy), "depth": JSON(depth)])
    }
    let early = try (0..<3).map { try question($0, "one-session", 0.1 * Double($0)) }
    let late = try (3..<5).map { try question($0, "two-sessions", 0.9) }
    try connection.add(.question, "not drawn?", line: 5)
    try connection.add(.answer, "yes", [.stored(.question, early[0])])
    try connection.screen("length", [DecisionDraft(.drop, early[1].id)])
    try connection.screen(
      "dedup", [early[1], early[2], late[1]].map { DecisionDraft(.drop, $0.id) })
    #expect(
      try connection.table(
        """
        SELECT strategy, part, rule, made, dropped_by, dropped_first, live, answered FROM yields
        ORDER BY strategy, part, rule
        """) == [
          ["one-session", "early", "dedup", 3, 2, 1, 1, 1],
          ["one-session", "early", "length", 3, 1, 1, 1, 1],
          ["two-sessions", "late", "dedup", 2, 1, 1, 1, 0],
        ])
  }
}
