import Base
import Client
import Engine
import Import
import Store
import TestSupport
import Testing

@testable import Generate

/// Prompts over rows: of a query, and imported ones.
@Suite struct RowGenerationTests {
  private func generation(
    _ template: String, _ source: RowSource, _ product: RowGeneration.Product = .question,
    samples: Int = 1, system: String? = nil, schema: JSON? = nil, in bench: Bench
  ) async throws -> RowGeneration {
    let columns = try await bench.read { try source.columns($0) }
    let template = try PromptTemplate(
      name: "t", text: template, variables: columns.union(["language", "guidance"]))
    let answer = try PromptLibrary().template(.answer)
    return RowGeneration(
      model: StageModel(
        endpoint: "double", model: "m", sampling: Sampling(), language: "English", guidance: "",
        prompt: product == .question ? template : answer),
      template: template, count: samples, product: product, source: source, system: system,
      shape: try schema.map { try ReplyShape($0) })
  }

  @discardableResult
  private func run(
    _ generation: RowGeneration, _ double: ModelDouble, _ bench: Bench,
    _ change: (inout Order) -> Void = { _ in }
  ) async throws -> Tally {
    try await bench.run(
      [double], Order(change), plan: generation.plan, stages: generation.stages
    ) { try generation.roots($0) }
  }

  private static let rows = """
    {"id": "a", "題": "光合成", "stars": 5}
    {"id": "b", "題": "地震", "stars": 1}
    {"id": "c", "題": "광합성", "stars": 4}
    """

  @Test func `imported rows fill the template and are the parents of what is made`() async throws {
    let (bench, double) = (try Bench(), try ModelDouble())
    try await bench.add(RowGenerationTests.rows, as: .rows)
    let source = RowSource.imported(condition: "attributes ->> 'stars' > 3", limit: nil)
    let made = try await generation("{{題}}?", source, samples: 2, in: bench)
    try await run(made, double, bench)
    #expect(double.asked == ["光合成?": 2, "광합성?": 2])
    #expect(
      try await bench.lines(
        """
        SELECT r.attributes ->> 'id', count(*) FROM questions AS q
        JOIN ancestry AS e ON e.child_id = q.id AND e.role = 'source'
        JOIN rows AS r ON r.id = e.parent_id AND r.method = 'import'
        WHERE q.status = 'live' GROUP BY 1 ORDER BY 1
        """) == ["a | 2", "c | 2"])
    try await run(made, double, bench)
    #expect(double.server.requestCount == 4)
  }

  @Test func `a row that a person rejects takes along what was made from it`() async throws {
    let (bench, double) = (try Bench(), try ModelDouble())
    try await bench.add(RowGenerationTests.rows, as: .rows)
    try await run(
      try await generation("{{題}}", .imported(condition: nil, limit: 2), .answer, in: bench),
      double,
      bench)
    #expect(try await bench.count("SELECT count(*) FROM examples") == 2)
    try await bench.reject(try await bench.count("SELECT min(id) FROM rows"))
    #expect(try await bench.lines("SELECT question FROM examples") == ["地震"])
  }

  @Test func `a column artifact_id leads on to what the row is about`() async throws {
    let (bench, double) = (try Bench(), try ModelDouble())
    try await bench.add(#"{"question": "Why?"}"#, as: .questions)
    let source = RowSource.query("SELECT id AS artifact_id, text AS old FROM questions")
    #expect(try await bench.read { try source.columns($0) } == ["old"])
    try await run(try await generation("Again: {{old}}", source, in: bench), double, bench)
    #expect(
      try await bench.lines(
        """
        SELECT e.child_kind, e.parent_kind FROM ancestry AS e
        WHERE e.role = 'source' ORDER BY e.child_id
        """) == ["row | question", "question | row"])
    let wrong = RowSource.query("SELECT 999 AS artifact_id, 'x' AS old")
    await #expect(throws: PromptError.self) {
      try await run(try await generation("{{old}}", wrong, in: bench), double, bench)
    }
  }

  @Test(arguments: Effort.seeds(3, long: 30)) func `faults and stops change nothing of the outcome`(
    _ seed: UInt64
  ) async throws {
    let rows = (0..<40).map { "{\"n\": \($0)}" }.joined(separator: "\n")
    func outcome(_ faults: Bool) async throws -> [String] {
      let bench = try Bench()
      try await bench.add(rows, as: .rows)
      let made = try await generation(
        "Number {{n}}", .imported(condition: nil, limit: nil), .answer, samples: 2, in: bench)
      let double = try ModelDouble { habits in
        if faults { habits.faults = Mishaps.some(Mishaps.passing, seed: Int(seed % 1000)) }
      }
      for stop in faults ? [7, 30, 61] : [] {
        try await run(made, double, bench) {
          $0.stopAfter = stop
          $0.attempts = 20
        }
      }
      let tally = try await run(made, double, bench) { $0.attempts = 20 }
      #expect(tally.missing == 0)
      return try await bench.outcome()
    }
    #expect(try await outcome(true) == (try await outcome(false)))
  }

  private static let schema: JSON = [
    "type": "object", "required": ["question", "input", "level"],
    "properties": [
      "question": ["type": "string"], "input": ["type": "string"], "level": ["type": "integer"],
    ],
  ]

  @Test func `a schema shapes the reply into text and attributes`() async throws {
    let bench = try Bench()
    let double = try ModelDouble {
      $0.answer = { _ in #"{"question": "Übersetze.", "input": "空", "level": 3}"# }
    }
    try await run(
      try await generation(
        "Ask.", .none, system: "Be brief.", schema: RowGenerationTests.schema, in: bench), double,
      bench)
    #expect(
      try await bench.lines(
        "SELECT text, input, attributes ->> 'level' FROM questions AS q "
          + "JOIN artifact AS a USING (id, text)") == ["Übersetze. | 空 | 3"])
    let body = double.server.requests.map(\.json).last
    #expect(body?["messages"]?.array?.map { $0["role"] } == ["system", "user"])
    #expect(body?["response_format"]?["json_schema"]?["name"] == "reply")
  }

  @Test(arguments: [
    (#"{"question": " ", "input": "", "level": 1}"#, "empty"),
    (#"{"question": "Why?"}"#, "schema_mismatch"), ("Why?", "not_json"),
    ("[1, 2]", "schema_mismatch"),
  ])
  func `a reply of another shape is kept raw, with its reason`(
    _ reply: String, _ reason: String
  ) async throws {
    let bench = try Bench()
    let double = try ModelDouble { habits in habits.answer = { _ in reply } }
    let made = try await generation("Ask.", .none, schema: RowGenerationTests.schema, in: bench)
    let tally = try? await run(made, double, bench)
    #expect(tally?.missing ?? 1 == 1)
    #expect(
      try await bench.lines("SELECT state, class FROM units") == ["unusable | \(reason)"])
    #expect(try await bench.count("SELECT count(*) FROM failures WHERE response <> ''") == 1)
  }

  @Test func `another schema is another question`() async throws {
    let (bench, double) = (try Bench(), try ModelDouble())
    try await run(try await generation("Ask.", .none, in: bench), double, bench)
    let shaped = try await generation("Ask.", .none, schema: RowGenerationTests.schema, in: bench)
    await #expect(throws: PlanConflict.self) { try await run(shaped, double, bench) }
  }

  @Test(arguments: [#"{"type": "array"}"#, "{}", #"{"type": "object"}"#])
  func `what describes no object is refused`(_ schema: String) throws {
    #expect(throws: PromptError.self) { try ReplyShape(JSON(parsing: schema)) }
  }
}
