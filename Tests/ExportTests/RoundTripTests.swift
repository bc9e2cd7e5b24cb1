import Base
import Formats
import Foundation
import Import
import Store
import TestSupport
import Testing

@testable import Export

/// What export writes, import reads back: the files of a second export are those of the first.
@Suite struct RoundTripTests {
  /// A format, and one of the styles that it can be asked for.
  struct Shape: Sendable, CustomStringConvertible {
    let format: Format
    let style: Style
    var description: String {
      [format.name, style.template?.name, style.isConversational ? "conversational" : nil]
        .compactMap(\.self).joined(separator: " ")
    }

    static let all: [Shape] = Format.all.flatMap { format in
      format.styles.map { Shape(format: format, style: $0) }
    }
  }

  private static let pieces = [
    "why", "\"q\" \\ /", "\n", "\r\n\t", "\0\u{1B}\u{7F}", "\u{2028}\u{2029}\u{85}", "日本語 한국어",
    "👩‍👩‍👧‍👦", "\u{301}e\u{301}", "\u{FEFF}", "\u{10FFFF}\u{E000}", "<|im_end|>\n", "<|endoftext|>",
    "\n\nOutput:", "\nInput: ", "### Response:\n", " [/INST]", "{\"role\":\"user\"}", "Task: ",
    "  ",
  ]

  private static func text(_ dice: inout Dice, mayBeEmpty: Bool = false) -> String {
    let count = Int.random(in: (mayBeEmpty ? 0 : 1)...4, using: &dice)
    let text = (0..<count).map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
    return mayBeEmpty || !text.isBlank ? text : text + "x"
  }

  private static func row(_ dice: inout Dice, turns: Int) -> TrainingRow {
    let turns = (0..<turns).map { _ in
      TrainingRow.Turn(
        question: text(&dice), input: Bool.random(using: &dice) ? text(&dice) : nil,
        answer: text(&dice))
    }
    return TrainingRow(
      system: Int.random(in: 0..<4, using: &dice) == 0 ? text(&dice) : nil, turns: turns,
      rejected: text(&dice) + " worse",
      topic: .init(
        subject: Bool.random(using: &dice) ? "Optics" : nil,
        level: JSON(Int.random(in: 0..<4, using: &dice)), subtopics: "light, lenses"))
  }

  /// The lines that export would write of random rows that fit, some of them twice.
  private func lines(_ shape: Shape, turns: ClosedRange<Int>, _ dice: inout Dice) -> String {
    var rows: [TrainingRow] = []
    for _ in 0..<60 {
      let row = RoundTripTests.row(&dice, turns: Int.random(in: turns, using: &dice))
      guard shape.format.misfit?(row, shape.style) == nil else { continue }
      rows += Int.random(in: 0..<8, using: &dice) == 0 ? [row, row] : [row]
    }
    // A row that shows what a history holds opens the file.
    if shape.format.opening == .history, let long = rows.firstIndex(where: { $0.turns.count > 1 }) {
      rows.insert(rows.remove(at: long), at: 0)
    }
    var style = shape.style
    if rows.contains(where: { $0.system != nil }) { style.columns.insert(.system) }
    if rows.contains(where: { $0.turns.count > 1 }) { style.columns.insert(.history) }
    var bytes: [UInt8] = []
    for row in rows {
      shape.format.append(row, style, &bytes)
      bytes.append(0x0A)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func load(_ text: String, as form: RowForm, _ workshop: Workshop) async throws {
    let path = workshop.folder + "/rows.jsonl"
    try Data(text.utf8).write(to: URL(filePath: path))
    let prepared = try ImportOptions(form).prepare([try InputFile(path)])
    try await workshop.write { connection in
      let run = try connection.beginRun("seedbed import", tool: "1")
      let isFirst = try connection.int("SELECT count(*) FROM artifact") == 0
      let figures = try prepared.insert(into: connection, run: run) { _ in }
      #expect(figures == prepared.figures || !isFirst)
      try connection.endRun(run, .done, figures: figures.json)
    }
  }

  private func export(_ shape: Shape, _ workshop: Workshop) async throws -> String? {
    var options = ExportOptions(
      format: shape.format, shares: ExportOptions.plain.shares)
    options.style = shape.style
    try await workshop.export(options)
    let name = shape.format.shardBytes == nil ? "train.jsonl" : "data/train-00000-of-00001.jsonl"
    return workshop.text(name)
  }

  @Test(arguments: Shape.all, Effort.seeds(1, long: 12))
  func `conversations come back as they were`(shape: Shape, seed: UInt64) async throws {
    var dice = Dice(Int(seed))
    let workshop = try Workshop()
    let text = lines(shape, turns: 1...3, &dice)
    #expect(text.count { $0 == "\n" } > 3)
    try await load(text, as: .conversations, workshop)
    #expect(try await export(shape, workshop) == text)
  }

  @Test(arguments: Shape.all)
  func `an export is written again when there are more rows`(shape: Shape) async throws {
    var dice = Dice(5)
    let workshop = try Workshop()
    try await load(lines(shape, turns: 1...3, &dice), as: .conversations, workshop)
    _ = try await export(shape, workshop)
    let before = workshop.files
    try await load(lines(shape, turns: 1...3, &dice), as: .conversations, workshop)
    _ = try await Exporter(database: workshop.database, options: .plain)
      .repeatExport(1, into: workshop.output, command: "x", version: "1")
    #expect(workshop.files == before && before.count > 1)
  }

  @Test(arguments: Shape.all) func `pairs come back as they were`(shape: Shape) async throws {
    var dice = Dice(77)
    let workshop = try Workshop()
    let text = lines(shape, turns: 1...1, &dice)
    try await load(text, as: .pairs, workshop)
    #expect(try await export(shape, workshop) == text)
  }

  @Test func `a conversation that grew goes on from what is there`() async throws {
    func row(_ texts: String...) -> String {
      let messages = texts.enumerated().map { index, text in
        #"{"role":"\#(index % 2 == 0 ? "user" : "assistant")","content":"\#(text)"}"#
      }
      return #"{"id":7,"messages":[\#(messages.joined(separator: ","))]}"# + "\n"
    }
    let workshop = try Workshop()
    try await load(row("a", "b"), as: .conversations, workshop)
    try await load(row("a", "b", "c", "d"), as: .conversations, workshop)
    let counts = try await workshop.read { try $0.int("SELECT count(*) FROM artifact") }
    #expect(counts == 4)
    let shape = Shape(format: Format.all[0], style: Format.all[0].usual)
    #expect(try await export(shape, workshop)?.count { $0 == "\n" } == 1)
  }
}

extension Workshop {
  /// The files of the export but for its manifest, which tells the time.
  fileprivate var files: [String: String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: output)) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.filter { $0 != "manifest.json" }.compactMap { name in
        text(name).map { (name, $0) }
      })
  }
}
