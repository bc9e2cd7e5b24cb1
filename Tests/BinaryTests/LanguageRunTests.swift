import Base
import TestSupport
import Testing

/// Runs in languages that have prompts of their own.
@Suite struct LanguageRunTests {
  private static let disciplines = [
    "Japanese": "有機化学", "Korean": "유기화학", "Chinese": "有机化学",
  ]

  private func command(_ bench: Workbench, _ double: ModelDouble, _ language: String) -> [String] {
    [
      "generate", "glan", bench.database, "--discipline",
      LanguageRunTests.disciplines[language] ?? "", "--language", language, "--subjects", "2",
      "--sessions", "3", "--concepts", "3", "--questions", "6", "--model", "double",
      "--base-url", double.baseURL, "--json",
    ]
  }

  @Test(arguments: disciplines.keys.sorted())
  func `a model that keeps to the language gives files in it, with no word of warning`(
    language: String
  ) async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.speaker(of: language))
    let ended = try await bench.run(command(bench, double, language))
    #expect(ended.json["other_language"] == [:] && !ended.talk.contains("warning"), "\(ended.talk)")
    #expect(double.bodies.allSatisfy { !$0.contains(language) }, "an English prompt was asked")
    try await bench.run("curate", "filter", bench.database, "--rules", "language")
    try await bench.run("curate", "dedup", bench.database)
    try await bench.run(
      "export", bench.database, bench.file("out"), "--format", "messages", "--validation", "0.2")
    let rows = try bench.lines("out/train.jsonl") + bench.lines("out/validation.jsonl")
    #expect(rows.count == 12)
    let texts = rows.flatMap { $0["messages"]?.array ?? [] }.compactMap { $0["content"]?.string }
    #expect(texts.count == 24)
    #expect(!texts.contains { $0.contains { $0.isASCII && $0.isLetter } })
  }

  private static let methods = [
    "self-instruct": ["--instructions", "8", "--per-request", "4", "--until", "answers"],
    "evol-instruct": ["--rounds", "3"],
    "magpie": ["--family", "chatml", "--questions", "4", "--question-body", #"{"seed": 1}"#],
  ]

  @Test(arguments: disciplines.keys.sorted(), methods.keys.sorted())
  func `every other method asks in the language, too, and keeps what comes in it`(
    language: String, method: String
  ) async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.apprentice(of: language))
    if method == "evol-instruct" {
      let rows = ["songs", "rivers"].map { #"{"question": "\#($0.spelled(in: language))?"}"# }
      try await bench.run(
        "import", bench.database, bench.write(rows.joined(separator: "\n"), to: "rows.jsonl"),
        "--as", "questions")
    }
    let ended = try await bench.run(
      ["generate", method, bench.database, "--language", language, "--model", "double"]
        + ["--base-url", double.baseURL] + (LanguageRunTests.methods[method] ?? []))
    #expect(!ended.talk.contains("warning"), "\(ended.talk)")
    let english = ["Go on with the list", "Is this a classification", "Here is a", "Two tasks for"]
    #expect(!double.bodies.contains { body in english.contains { body.contains($0) } })
    try await bench.run(
      "export", bench.database, bench.file("out"), "--format", "messages", "--validation", "0")
    let asked = try bench.lines("out/train.jsonl").flatMap { $0["messages"]?.array ?? [] }
      .filter { $0["role"] == "user" }.compactMap { $0["content"]?.string }
    #expect(asked.count >= 4)
    #expect(!asked.contains { $0.contains { $0.isASCII && $0.isLetter } }, "\(asked)")
    #expect(
      try await bench.column("SELECT DISTINCT state FROM units") == ["done"])
  }

  @Test(arguments: ["subjects", "syllabi", "questions", "answers"])
  func `a stage that falls back to English is named`(stage: String) async throws {
    let bench = try Workbench()
    let double = try ModelDouble.speaker(of: "Japanese") { $0.stage == stage }
    let ended = try await bench.run(command(bench, double, "Japanese"))
    let replies = ["subjects": 1, "syllabi": 2, "questions": 12, "answers": 12][stage] ?? 0
    #expect(ended.json["other_language"]?[stage]?.int == replies, "\(ended.talk)")
    let warning = "warning: \(stage): \(replies) of \(replies) replies are not in Japanese"
    #expect(ended.talk.contains(warning))
    let again = try await bench.run(command(bench, double, "Japanese"))
    #expect(again.json["other_language"] == [:])
  }
}

extension ModelDouble {
  /// A teacher whose words are spelled in the script of `language`, but for the questions that
  /// `isEnglish` chooses.
  fileprivate static func speaker(
    of language: String, unless isEnglish: @escaping @Sendable (Question) -> Bool = { _ in false }
  ) throws -> ModelDouble {
    try .teacher { habits in
      habits.answer = { question in
        guard isEnglish(question) else {
          return (question.lesson ?? question.answer).spelled(in: language)
        }
        return question.lesson ?? "This one is written in English, and in nothing else."
      }
    }
  }
}

extension ModelDouble {
  /// What answers every method's prompts in `language`.
  fileprivate static func apprentice(of language: String) throws -> ModelDouble {
    let apprentice = Apprentice(words: Apprentice.english.map { $0.spelled(in: language) })
    return try ModelDouble { habits in
      habits.answer = { question in
        if let reply = apprentice.reply(question) { return reply }
        if question.prompt.contains("equal") { return "different" }
        return "Why \(question.hash.prefix(12))?".spelled(in: language)
      }
    }
  }
}

extension Question {
  /// The stage of a course in Japanese that asks it.
  fileprivate var stage: String {
    if prompt.contains("学ぶ科目を") { return "subjects" }
    if prompt.contains("のシラバスを書いて") { return "syllabi" }
    return prompt.contains("結び付ける課題を一つ") ? "questions" : "answers"
  }
}

extension String {
  /// Its Latin letters as letters of the script of `language`; of JSON, those in values.
  fileprivate func spelled(in language: String) -> String {
    if let json = try? JSON(parsing: self) { return json.spelled(in: language).text }
    return transcribed(language)
  }

  fileprivate func transcribed(_ language: String) -> String {
    let first: UInt32 = ["Japanese": 0x304B, "Korean": 0xAC00, "Chinese": 0x4E00][language] ?? 0x61
    return String(
      String.UnicodeScalarView(
        lowercased().unicodeScalars.map { letter in
          guard "a"..."z" ~= letter else { return letter }
          return Unicode.Scalar(first + (letter.value - 0x61)) ?? letter
        }))
  }
}

extension JSON {
  fileprivate func spelled(in language: String) -> JSON {
    if let array { return .array(array.map { $0.spelled(in: language) }) }
    if let object {
      return .object(object.map { Member($0.name, $0.value.spelled(in: language)) })
    }
    return string.map { .string($0.transcribed(language)) } ?? self
  }
}
