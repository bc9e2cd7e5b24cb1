import Base
import Foundation
import TestSupport
import Testing

/// Any text comes out as it went in, bit for bit, whichever way it takes.
@Suite struct AnyTextTests {
  /// Texts that break programs; those of the Big List of Naughty Strings if it is there.
  private static func texts() throws -> [String] {
    let own = [
      "a\u{0}b", "\u{0}", "\u{FEFF}mark", "tab\tline\nreturn\r\nend", "\u{202E}turned",
      "é e\u{301}",
      "'; DROP TABLE artifact; --", "\\\"quoted\\\"", "{\"json\": [1]}", "%s %n \u{7F}\u{1B}[31m",
      "田中さんにあげて下さい", "🏳️‍🌈👩‍👩‍👧‍👦", "\u{10FFFF}", "  spaces at the ends  ", "NULL", "1e400", "-0",
    ]
    guard let data = try? Data(contentsOf: Corpora.file("naughty_strings.json")) else { return own }
    let list = try JSON(parsing: String(decoding: data, as: UTF8.self)).array ?? []
    return own + list.compactMap(\.string).filter { !$0.isBlank }
  }

  @Test func `through import, query, export and back`() async throws {
    let bench = try Workbench()
    let texts = try AnyTextTests.texts().filter { !$0.isBlank }
    let rows = texts.enumerated().map { index, text in
      JSON.object([
        .init("id", JSON(index)), .init("question", .string("Q " + text)),
        .init("answer", .string(text)),
      ]).text
    }
    let file = try bench.write(rows.joined(separator: "\n"), to: "p.jsonl")
    try await bench.run("import", bench.database, file, "--as", "pairs", "--source", "n")
    let stored = try await bench.query(
      """
      SELECT e.question, e.answer FROM examples AS e
      JOIN imported AS i ON i.item_id = e.answer_id ORDER BY CAST(i.external_id AS INTEGER)
      """)
    #expect(stored.map { bytes($0["answer"]) } == texts.map { Array($0.utf8) })
    #expect(stored.map { bytes($0["question"]) } == texts.map { Array(("Q " + $0).utf8) })
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0")
    let exported = try bench.lines("out/train.jsonl").map { row in
      bytes(row["messages"]?[1]?["content"])
    }
    #expect(Set(exported) == Set(texts.map { Array($0.utf8) }))
    try await bench.run("verify", bench.database)
  }

  @Test func `inputs and system prompts with a NUL are given whole by the views`() async throws {
    let bench = try Workbench()
    let row = #"{"question":"Q","input":"a\u0000b","system":"c","answer":"A"}"#
    try await bench.run(
      "import", bench.database, bench.write(row, to: "p.jsonl"), "--as", "pairs")
    for view in ["questions", "examples"] {
      let rows = try await bench.query("SELECT input, system FROM \(view)")
      #expect(rows.map { $0["input"]?.string } == [#""a\u0000b""#], "as JSON, in \(view)")
      #expect(rows.map { $0["system"]?.string } == ["c"])
    }
  }

  @Test func `through revise, ten megabytes and a NUL too`() async throws {
    let bench = try Workbench()
    let file = try bench.write(#"{"question": "What?", "answer": "That."}"#, to: "p.jsonl")
    try await bench.run("import", bench.database, file, "--as", "pairs")
    let large = String(repeating: "0123456789abcde\u{0}", count: 655_360) + "末"
    var answer = try await bench.number("SELECT id FROM answers")
    for text in ["a\u{0}b\n", large, "\u{FEFF}x"] {
      let path = try bench.write(text, to: "text.txt")
      let revised = try await bench.run(
        "revise", bench.database, "\(answer)", "--text-file", path, "--json")
      answer = revised.json["artifact"]?.int ?? 0
      let stored = try await bench.query("SELECT text FROM answers")
      #expect(stored.map { bytes($0["text"]) } == [Array(text.utf8)])
    }
    try await bench.run("verify", bench.database)
  }

  @Test func `what is no text is refused with a reason, and nothing is stored`() async throws {
    let bench = try Workbench()
    let lone = try bench.write(#"{"question": "half \ud83d", "answer": "a"}"#, to: "lone.jsonl")
    let refused = try await bench.run("import", bench.database, lone, "--as", "pairs", ending: 1)
    #expect(refused.talk.contains("lone.jsonl") && refused.talk.contains("surrogate"))
    #expect(!FileManager.default.fileExists(atPath: bench.database))
    let file = try bench.write(#"{"question": "What?"}"#, to: "q.jsonl")
    try await bench.run("import", bench.database, file, "--as", "questions")
    try Data([0x66, 0xFF, 0x66]).write(to: URL(filePath: bench.file("bad.txt")))
    let bad = try await bench.run(
      "revise", bench.database, "1", "--text-file", bench.file("bad.txt"), ending: 1)
    #expect(bad.talk.contains("bad.txt is not UTF-8"))
    #expect(try await bench.number("SELECT count(*) FROM versions") == 1)
  }

  private func bytes(_ value: JSON?) -> [UInt8] { Array((value?.string ?? "").utf8) }
}
