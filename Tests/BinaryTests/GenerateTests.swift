import Base
import TestSupport
import Testing

@Suite struct GenerateTests {
  @Test func `one literal prompt becomes a question with its answer`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble())
    try await bench.run(
      "generate", "prompt", bench.database, "--prompt", "Why is the sky blue?", "--model", "m",
      "--base-url", double.baseURL)
    #expect(double.asked == ["Why is the sky blue?": 1])
    let rows = try await bench.query("SELECT question, answer FROM examples")
    #expect(rows.map { $0["question"]?.string } == ["Why is the sky blue?"])
    #expect(rows[0]["answer"]?.string?.hasPrefix("Answer to [Why is the sky blue?]") == true)
  }

  @Test func `a template over rows asks once for each, and answers belong to their rows`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble())
    try await disciplines(bench)
    let command = [
      "generate", "prompt", bench.database, "--prompt", "What is {{name}}?", "--rows",
      "SELECT name FROM disciplines", "--model", "m", "--base-url", double.baseURL,
    ]
    try await bench.run(command)
    try await bench.run(command)
    #expect(double.asked == ["What is Optics?": 1, "What is Algebra?": 1, "What is Botany?": 1])
    let rows = try await bench.query("SELECT question, answer FROM examples")
    #expect(rows.count == 3)
    for row in rows {
      let question = row["question"]?.string ?? "?"
      #expect(row["answer"]?.string?.hasPrefix("Answer to [\(question)]") == true)
    }
  }

  @Test func `replies as questions have the row as their source and get answers later`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble())
    try await disciplines(bench)
    try await bench.run(
      "generate", "prompt", bench.database, "--prompt", "Ask about {{name}}.", "--rows",
      "SELECT name FROM disciplines WHERE name <> 'Botany'", "--as", "question", "--samples", "2",
      "--model", "m", "--base-url", double.baseURL)
    #expect(double.asked == ["Ask about Optics.": 2, "Ask about Algebra.": 2])
    #expect(try await bench.number("SELECT count(*) FROM examples") == 0)
    #expect(
      try await bench.number(
        """
        SELECT count(*) FROM questions AS q
        JOIN ancestry AS e ON e.child_id = q.id AND e.role = 'source' AND e.parent_kind = 'row'
        """) == 4)
    let answering = ["generate", "answers", bench.database, "--model", "m", "--base-url"]
    try await bench.run(answering + [double.baseURL])
    #expect(try await bench.number("SELECT count(*) FROM examples") == 4)
    try await bench.run(answering + [double.baseURL])
    #expect(double.bodies.count == 8)
  }

  @Test func `imported questions are answered with their input and system prompt`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble())
    let file = try bench.write(
      #"{"question": "Translate.", "input": "Guten Tag", "system": "Be brief."}"# + "\n",
      to: "q.jsonl")
    try await bench.run("import", bench.database, file, "--as", "questions")
    try await bench.run(
      "generate", "answers", bench.database, "--model", "m", "--base-url", double.baseURL)
    #expect(double.asked == ["Translate.\n\nGuten Tag": 1])
    let body = try JSON(parsing: double.bodies[0])
    #expect(body["messages"]?[0] == ["role": "system", "content": "Be brief."])
  }

  private func disciplines(_ bench: Workbench) async throws {
    let file = try bench.write("Optics\nAlgebra\nBotany\n", to: "d.txt")
    try await bench.run("import", bench.database, file, "--as", "disciplines")
  }
}
