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
      "generate", "prompt", bench.database, "--prompt", "What is {{name}}?", "--sql",
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
      "generate", "prompt", bench.database, "--prompt", "Ask about {{name}}.", "--sql",
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

  @Test func `questions of the open implementation are answered in their language`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble())
    let file = try bench.write(
      """
      {"question": "비열이란 무엇인가?", "subject": "열역학", "level": 300, "subtopics": "열, 일, 비열"}
      {"question": "엔트로피를 설명하라.", "subject": "열역학", "level": 300, "subtopics": "열, 일, 비열"}
      {"question": "극한을 구하라.", "subject": "해석학", "level": "100", "subtopics": "극한"}

      """, to: "GLAN_Questions_Korean_3_Samples_1a2b.jsonl")
    try await bench.run(
      "import", bench.database, file, "--as", "questions", "--language", "Korean")
    let answering = [
      "generate", "answers", bench.database, "--model", "m", "--base-url", double.baseURL,
    ]
    try await bench.run(answering + ["--limit", "2"])
    #expect(double.asked == ["비열이란 무엇인가?": 1, "엔트로피를 설명하라.": 1])
    try await bench.run(answering + ["--limit", "2"])
    try await bench.run(answering + ["--answers", "2"])
    #expect(Set(double.asked.values) == [2])
    let rows = try await bench.query(
      """
      SELECT q.text AS question, q.subject, a.text AS answer, p.attributes ->> 'level' AS level,
        p.attributes ->> 'subtopics' AS subtopics, c.language
      FROM answers AS a JOIN questions AS q ON q.id = a.question_id
      JOIN artifact AS p ON p.id = q.id JOIN artifact AS c ON c.id = a.id ORDER BY a.id
      """)
    #expect(rows.count == 6)
    for row in rows {
      #expect(
        row["answer"]?.string?.hasPrefix("Answer to [\(row["question"]?.string ?? "")]") == true)
      #expect(row["language"] == "Korean")
    }
    #expect(rows.first { $0["subject"] == "열역학" }?["subtopics"] == "열, 일, 비열")
  }

  private func disciplines(_ bench: Workbench) async throws {
    let file = try bench.write("Optics\nAlgebra\nBotany\n", to: "d.txt")
    try await bench.run("import", bench.database, file, "--as", "disciplines")
  }
}
