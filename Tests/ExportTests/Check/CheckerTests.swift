import Base
import Foundation
import Formats
import Testing

@testable import Export

@Suite struct CheckerTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func report(_ text: String, _ name: String = "train.jsonl") throws -> CheckReport {
    let path = "\(workshop.folder)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    return try Checker(format: .all[0]).check(path)
  }

  private func row(_ question: String, _ answer: String = "a") -> String {
    #"{"messages":[{"role":"user","content":"\#(question)"},"#
      + #"{"role":"assistant","content":"\#(answer)"}]}"# + "\n"
  }

  @Test(arguments: [
    ("\u{FEFF}X", "byte_order_mark"), ("X\n", "blank_line"), ("Xnope\n", "not_json"),
    ("", "empty_file"),
    ("[]", "not_json_lines"), (#"X{"messages":[]}"# + "\n", "missing_messages_list"),
  ])
  func `a fault is counted by its class`(text: String, name: String) throws {
    let report = try report(text.replacing("X", with: row("q")))
    #expect(report.json["faults"]?[name]?.int == 1 && report.faults == 1)
  }

  @Test func `a finding names its line`() throws {
    let report = try report(row("one") + row("two") + "nope\n" + row("one"))
    #expect(report.lines.contains { $0.contains("train.jsonl:3: not_json:") })
    #expect(report.lines.contains { $0.contains("train.jsonl:4: warning: duplicate_row:") })
  }

  @Test func `an export is without faults until somebody changes it`() async throws {
    try await workshop.store((0..<40).map { Pair("what is \($0 * 37) of \($0)?", "it is \($0)") })
    try await workshop.export(.options(validation: 0.3))
    #expect(try Checker(format: .all[0]).check(workshop.output).faults == 0)
    let leaked = try #require(workshop.text("train.jsonl")?.split(separator: "\n").first)
    let path = workshop.output + "/validation.jsonl"
    let changed = (workshop.text("validation.jsonl") ?? "") + leaked + "\n"
    try Data(changed.utf8).write(to: URL(filePath: path))
    let faults = try Checker(format: .all[0]).check(workshop.output).json["faults"]
    #expect(faults?["changed_file"]?.int == 1 && faults?["leak_equal_row"]?.int == 1)
  }

  @Test(arguments: [
    (#"{"instruction": "a", "input": "", "output": "b"}"#, "alpaca"),
    (#"{"prompt": "a", "chosen": "b", "rejected": "c"}"#, "dpo-trl"),
    (#"{"prompt": "a", "completion": "b"}"#, "prompt-completion"),
    (#"{"messages": []}"#, "messages"), (#"{"other": 1}"#, nil), ("nope", nil), ("", nil),
  ])
  func `the first row tells the format of a file of others`(_ row: String, _ name: String?) throws {
    let path = "\(workshop.folder)/rows.jsonl"
    try Data((row + "\n").utf8).write(to: URL(filePath: path))
    #expect(Checker.apparentFormat(at: path)?.name == name)
  }

  @Test func `a database is told to be one`() throws {
    #expect(throws: ExportError.self) { try report("SQLite format 3\0") }
  }

  @Test func `the format of an export is told by its manifest, of other files by nothing`()
    async throws
  {
    try await workshop.store((0..<4).map { Pair("what is \($0 * 37) of \($0)?", "it is \($0)") })
    var options = ExportOptions.options()
    options.format = try #require(Format(named: "alpaca"))
    try await workshop.export(options)
    #expect(Checker.recordedFormat(at: workshop.output)?.name == "alpaca")
    #expect(Checker.recordedFormat(at: workshop.output + "/train.jsonl")?.name == "alpaca")
    #expect(Checker.recordedFormat(at: workshop.output + "/other.jsonl") == nil)
    #expect(Checker.recordedFormat(at: workshop.folder) == nil)
    #expect(Checker.recordedFormat(at: "-") == nil)
  }

  @Test func `an export is written again after more rows, byte for byte`() async throws {
    let pairs = (0..<60).map { Pair("what is \($0 * 37) of \($0)?", "it is \($0)") }
    try await workshop.store(pairs)
    try await workshop.export(.options(validation: 0.3))
    let before = workshop.data
    try await workshop.store((0..<60).map { Pair("why \($0 * 91)?", "\($0)") }, source: "more")
    let manifest = try await Exporter(database: workshop.database, options: .plain)
      .repeatExport(1, into: workshop.output, command: "x", version: "1")
    #expect(workshop.data == before)
    #expect(manifest["again"]?.int == 1 && manifest["no_longer_examples"] == [])
  }
}
