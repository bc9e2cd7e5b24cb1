import Base
import Foundation
import TestSupport
import Testing

@Suite struct BadInputTests {
  private static let files = [
    "broken.jsonl": "{\"text\": \"a\"}\n{\"text\": \"b\"}\n{\"text\": \n",
    "repeated.txt": "\u{FEFF}Optics\r\n\r\nAlgebra\r\nOptics\r\n",
    "blank.txt": "\u{FEFF}\r\n\r\n",
    "prompts/question.md": "{{nope}} {{concepts}}",
    "kept/mine.txt": "not an export",
  ]

  private static let glan = "generate glan DB --discipline Optics --model m --base-url URL"

  static let all: [BadInput] = [
    // Files
    BadInput("import DB DIR/missing.csv --as questions", ends: 1, "missing.csv"),
    BadInput(
      "import DB DIR/broken.jsonl --as questions", ends: 1, "broken.jsonl, line 3: not JSON"),
    BadInput("import DB DIR/blank.txt --as disciplines", ends: 1, "there are no rows in"),
    BadInput(
      "import DB DIR/repeated.txt --as disciplines", ends: 1,
      "repeated.txt, line 4: Optics is already in line 1"),
    BadInput(
      "generate glan DB --disciplines DIR/repeated.txt --model m --base-url URL", ends: 2,
      "repeated.txt, line 4: Optics is already in line 1: remove one of them"),
    BadInput(
      "generate glan DB --disciplines DIR/missing.txt --model m --base-url URL", ends: 2,
      "--disciplines: there is no file"),
    BadInput(
      "generate glan DB --disciplines DIR/blank.txt --model m --base-url URL", ends: 2,
      "blank.txt names no discipline"),
    BadInput(
      "generate prompt DB --prompt-file DIR/missing.md --model m --base-url URL", ends: 2,
      "--prompt-file cannot read"),
    // Flags
    BadInput("generate glan DB --model m --base-url URL", ends: 2, "add --discipline NAME"),
    BadInput("generate glan DB --discipline Optics --base-url URL", ends: 2, "add --model NAME"),
    BadInput("generate glan DB --discipline Optics --model m", ends: 2, "add --base-url"),
    BadInput(glan + " --modle x", ends: 2, "--model"),
    BadInput("generate gaan DB", ends: 2, "generate glan"),
    BadInput(glan + " --temperature 9", ends: 2, "--temperature"),
    BadInput(glan + " --subjects 0", ends: 2, "--subjects"),
    BadInput(glan + " --questions many", ends: 2, "--questions"),
    BadInput(glan + " --until answer", ends: 2, "--until"),
    BadInput(glan + " --body {", ends: 2, "--body"),
    BadInput(glan + " --header bare", ends: 2, "--header needs the form"),
    BadInput(glan + " --base-url", "not a url", ends: 2, "no http:// or https:// address"),
    BadInput(glan + " --discipline", "", ends: 2, "--discipline number 2 is empty"),
    // Templates
    BadInput(
      "generate prompt DB --model m --base-url URL --prompt", "Tell of {{nope}}.", ends: 2,
      "{{nope}}"),
    BadInput(glan + " --prompts DIR/prompts", ends: 2, "the prompt question uses {{nope}}"),
    BadInput(glan + " --prompts DIR/none", ends: 2, "does not exist"),
    // Endpoints
    BadInput(
      "generate glan DB --discipline Optics --model m --base-url http://127.0.0.1:1/v1", ends: 1,
      "the endpoint cannot be used"),
  ]

  @Test(arguments: all)
  func `what cannot be done is told in a sentence, and changes nothing`(_ input: BadInput)
    async throws
  {
    try await check(input, ["old.db", "new.db"], url: ModelDouble().baseURL)
  }

  @Test(arguments: [
    BadInput("curate filter DB --where", "nope = 1", ends: 2, "no such column: nope"),
    BadInput("curate dedup DB --where", "nope = 1", ends: 2, "no such column: nope"),
    BadInput("curate dedup DB --where", "1) OR (", ends: 2, "--where"),
    BadInput("export DB DIR/out --where", "nope = 1", ends: 2, "no such column: nope"),
    BadInput("sample DB --where", "nope = 1", ends: 2, "no such column: nope"),
    BadInput("reject DB --where", "nope = 1", ends: 2, "no such column: nope"),
    BadInput(
      "generate answers DB --model m --base-url URL --where", "nope = 1", ends: 2,
      "no such column: nope"),
    BadInput(
      "generate prompt DB --model m --base-url URL --prompt {{x}} --sql", "SELECT nope", ends: 2,
      "--sql cannot be run"),
    BadInput(
      "generate prompt DB --model m --base-url URL --prompt {{x}} --sql",
      "DELETE FROM artifact", ends: 2, "--sql cannot be run"),
    BadInput("query DB", "SELECT nope FROM questions", ends: 2, "no such column: nope"),
    BadInput("query DB", "SELECT * FROM question", ends: 2, "did you mean questions?"),
    BadInput("query DB", "DELETE FROM artifact", ends: 2, "query can only read"),
    BadInput("lineage DB 999", ends: 1, "999"), BadInput("why DB key:zz", ends: 1, "zz"),
    BadInput("undo DB 99", ends: 1, "there is no run 99"),
    BadInput("accept DB 999", ends: 1, "999"),
    BadInput("curate filter DB --rules empti", ends: 2, "did you mean empty?"),
    BadInput("curate dedup DB --threshold 2", ends: 2, "--threshold"),
    BadInput("curate filter DB --rules", ",", ends: 2, "--rules names no rule"),
    BadInput("curate filter DB --set length.max=-3", ends: 2, "a number of at least 0, not -3"),
    BadInput(
      "curate filter DB --rules empty --set length.max=3", ends: 2,
      "--set length.max: --rules leaves that rule out"),
    BadInput("curate filter DB --where", " ", ends: 2, "--where: the condition is empty"),
    BadInput("export DB DIR/new --limit 0", ends: 2, "--limit \"0\" is not allowed"),
    BadInput("export DB DIR/kept", ends: 1, "kept"),
    BadInput("export DB DIR/out --format mesages", ends: 2, "messages"),
  ])
  func `what the file cannot do is told in a sentence, and changes nothing`(_ input: BadInput)
    async throws
  {
    let url = try ModelDouble().baseURL
    try await check(input, ["old.db"], url: url)
    // Without a file it fails, too, and makes none.
    let bench = try Workbench()
    let arguments = input.arguments(bench, database: "none.db", url: url)
    let ended = try await Tool.run(arguments)
    #expect([1, 2].contains(ended.status) && !ended.wasKilled, "\(ended.talk)")
    #expect(try bench.contents().isEmpty)
  }

  private func check(
    _ input: BadInput, _ databases: [String], url: String
  ) async throws {
    let bench = try await prepared()
    for database in databases {
      let before = try bench.contents()
      let ended = try await bench.run(
        input.arguments(bench, database: database, url: url), ending: input.status)
      #expect(ended.talk.contains(input.sentence), "\(ended.talk)")
      #expect(ended.talk.hasPrefix("seedbed: "), "\(ended.talk)")
      #expect(ended.talk.split(separator: "\n").count == 1, "\(ended.talk)")
      #expect(ended.output.isEmpty)
      #expect(try bench.contents() == before)
    }
  }

  /// The files, and a database with two questions.
  private func prepared() async throws -> Workbench {
    let bench = try Workbench()
    for folder in ["prompts", "kept"] {
      try FileManager.default.createDirectory(
        atPath: bench.file(folder), withIntermediateDirectories: false)
    }
    for (name, text) in BadInputTests.files { try bench.write(text, to: name) }
    let questions = try bench.write("text\nWhat is light?\nWhat is sound?\n", to: "q.csv")
    try await bench.run("import", bench.file("old.db"), questions, "--as", "questions")
    return bench
  }
}
