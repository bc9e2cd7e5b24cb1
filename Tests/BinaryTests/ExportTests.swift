import Base
import Foundation
import TestSupport
import Testing

/// What `seedbed export` promises of its files, from outside.
@Suite struct ExportTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  /// Imports `count` questions with answers, of which many resemble each other.
  private func store(_ count: Int, seed: String = "rows", as name: String = "rows") async throws {
    var dice = SplitMix64(seed: seed)
    let rows = (0..<count).map { number in
      let words = (0..<6).map { _ in "w\(Int.random(in: 0..<300, using: &dice))" }
      return """
        {"instruction":"\(words.joined(separator: " "))","input":"","output":"\(seed) \(number) é",\
        "system":"\(number % 9 == 0 ? "S" : "")"}

        """
    }
    let path = try bench.write(rows.joined(), to: "\(name).jsonl")
    try await bench.run("import", bench.database, path, "--as", "pairs", "--quiet")
  }

  /// The bytes of all files of an export but its manifest, which tells the time.
  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: bench.file(folder))
    where name != "manifest.json" {
      files[name] = FileManager.default.contents(atPath: bench.file("\(folder)/\(name)"))
    }
    return files
  }

  @Test(arguments: ["messages", "alpaca", "text", "hf", "llamafactory", "self-instruct", "mlx"])
  func `the same state gives the same files in another place, zone and language, side by side`(
    format: String
  ) async throws {
    try await store(150)
    func export(_ folder: String, _ environment: [String: String] = [:]) async throws {
      try await bench.run(
        ["export", bench.database, bench.file(folder), "--format", format, "--validation", "0.3"],
        environment: environment)
    }
    try await export("out")
    async let tokyo: Void = export("a/b/out", ["TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8"])
    async let turkish: Void = export("c", ["TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"])
    async let plain: Void = export("d", ["LC_ALL": "C", "LANG": "C"])
    _ = try await (tokyo, turkish, plain)
    let first = try files("out")
    #expect(first.count >= 3)
    for folder in ["a/b/out", "c", "d"] { #expect(try files(folder) == first, "\(folder)") }
  }

  @Test func `an export is written again after ten thousand more rows`() async throws {
    try await store(200)
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0.3")
    let first = try files("out")
    try await store(Effort.isLong ? 10_000 : 1_000, seed: "more", as: "more")
    let gone = try await bench.number("SELECT answer_id FROM examples ORDER BY answer_id LIMIT 1")
    try await bench.run("reject", bench.database, "\(gone)")
    let again = try await bench.run(
      "export", bench.database, bench.file("again"), "--again", "1", "--json")
    #expect(try files("again") == first)
    #expect(again.json["no_longer_examples"]?.array?.count == 1)
  }

  /// Rows that are split are read twice, others once.
  @Test(arguments: ["0.3", "0"])
  func `killed at any moment, the folder holds one export or the other`(share: String) async throws
  {
    try await store(400)
    try await bench.run("export", bench.database, bench.file("out"), "--validation", share)
    let old = try files("out")
    try await store(50, seed: "more", as: "more")
    try await bench.run("export", bench.database, bench.file("whole"), "--validation", share)
    let new = try files("whole")
    #expect(old != new)
    for moment in ["", "train.jsonl", "lineage.jsonl", "manifest.json"] {
      let wasKilled = try await exportKilled(when: moment, share)
      let files = try files("out")
      #expect(files == old || files == new, "killed at \(moment)")
      #expect(try await Tool.run(["check", bench.file("out")]).status == 0)
      if !wasKilled { #expect(files == new) }
    }
    try await bench.run("export", bench.database, bench.file("out"), "--validation", share)
    #expect(try files("out") == new)
    #expect(!bench.names.contains { $0.hasPrefix(".out") }, "\(bench.names)")
  }

  /// Exports and kills as soon as the folder that is being made holds `name`; false if it was over
  /// before.
  private func exportKilled(when name: String, _ share: String) async throws -> Bool {
    let tool = try Tool.start(
      ["export", bench.database, bench.file("out"), "--validation", share, "--quiet"])
    let place = bench.file(".out.seedbed-\(tool.id)/\(name)")
    while kill(tool.id, 0) == 0, !FileManager.default.fileExists(atPath: place) {
      await Task.yield()
    }
    tool.send(SIGKILL)
    return try await tool.ended().wasKilled
  }

  @Test func `a stream is the file of an export without a split`() async throws {
    try await store(60)
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0")
    let stream = try await bench.run("export", bench.database, "-", "--quiet")
    #expect(stream.output == (try bench.text("out/train.jsonl")))
    #expect(try await bench.number("SELECT count(*) FROM run WHERE command LIKE '%export%'") == 1)
  }

  @Test func `flags of the rows' shape`() async throws {
    let rows = """
      {"question":"one?","answer":"1"}
      {"question":"two?","answer":"2","system":"Own."}

      """
    try await bench.run(
      "import", bench.database, bench.write(rows, to: "rows.jsonl"), "--as", "pairs")
    func first(_ flags: String...) async throws -> String {
      let ended = try await bench.run(["export", bench.database, "-", "--quiet"] + flags)
      return ended.output.split(separator: "\n").first.map(String.init) ?? ""
    }
    #expect(
      try await first("--system", "Given.") == """
        {"messages":[{"role":"system","content":"Given."},{"role":"user","content":"one?"},\
        {"role":"assistant","content":"1"}]}
        """)
    #expect(
      try await first("--format", "prompt-completion", "--conversational") == """
        {"prompt":[{"role":"user","content":"one?"}],\
        "completion":[{"role":"assistant","content":"1"}]}
        """)
    #expect(
      try await first("--format", "prompt-completion", "--template", "llama-3") == """
        {"prompt":"<|start_header_id|>user<|end_header_id|>\\n\\none?<|eot_id|>\
        <|start_header_id|>assistant<|end_header_id|>\\n\\n","completion":"1<|eot_id|>"}
        """)
    #expect(
      try await first("--format", "text", "--template", "gemma") == """
        {"text":"<start_of_turn>user\\none?<end_of_turn>\\n<start_of_turn>model\\n1<end_of_turn>\\n"}
        """)
    let dry = try await bench.run(
      "export", bench.database, bench.file("no"), "--format", "text", "--template", "gemma",
      "--dry-run", "--json")
    #expect(dry.json["left_out"] == ["no_place_for_system": 1])
  }

  @Test func `rows with too many tokens are told, or left out`() async throws {
    let rows = """
      {"question":"short?","answer":"yes"}
      {"question":"long?","answer":"\(String(repeating: "word ", count: 400))"}

      """
    try await bench.run(
      "import", bench.database, bench.write(rows, to: "rows.jsonl"), "--as", "pairs")
    func export(_ flags: String...) async throws -> JSON {
      try await bench.run(
        ["export", bench.database, bench.file("out"), "--validation", "0", "--json"] + flags
      ).json
    }
    let told = try await export("--max-tokens", "100")
    #expect(told["rows"]?["train"] == 2 && told["over_long"]?["rows"] == 1)
    let dropped = try await export("--max-tokens", "100", "--drop-over-long")
    #expect(dropped["rows"]?["train"] == 1 && dropped["left_out"] == ["too_long": 1])
  }
}
