import Base
import TestSupport
import Testing

@testable import Formats

@Suite struct FormatTests {
  private static let hostile = [
    "\"quotes\" and \\ and /", "line\nbreak\r\n\ttab", "nul \0, escape \u{1B}, delete \u{7F}",
    "\u{2028}\u{2029}\u{85}x", "日本語 한국어 中文", "👩‍👩‍👧‍👦 🇯🇵", "\u{301}e\u{301} é", "\u{FEFF}mark",
    "\u{10FFFF}\u{E000}",
  ]

  /// The styles that `format` can be asked for, with every column.
  private static func styles(_ format: Format) -> [Style] {
    format.styles.map { style in
      var style = style
      style.columns = Set(Style.Column.allCases)
      return style
    }
  }

  private static func line(_ row: TrainingRow, _ format: Format, _ style: Style) -> [UInt8] {
    var bytes: [UInt8] = []
    format.append(row, style, &bytes)
    return bytes
  }

  private func read(_ bytes: [UInt8], _ format: Format) throws -> TrainingRow {
    var warnings: [RowFault] = []
    let row = try format.read(try JSON(parsing: bytes), &warnings)
    #expect(warnings == [])
    return row
  }

  private static var rows: [TrainingRow] {
    hostile.flatMap { text in
      let turn = TrainingRow.Turn(question: "Q \(text)", input: "I \(text)", answer: "A \(text)")
      let plain = TrainingRow.Turn(question: "Q2 \(text)", answer: "A2 \(text)")
      return [
        TrainingRow(turns: [plain], rejected: "R \(text)"),
        TrainingRow(turns: [turn], rejected: "R \(text)"),
        TrainingRow(system: "S \(text)", turns: [turn, plain], rejected: "R \(text)"),
      ]
    }
  }

  @Test(arguments: Format.all.map(\.name))
  func `what a format writes it reads, and writes again to the byte`(name: String) throws {
    let format = try #require(Format(named: name))
    var written = 0
    for style in Self.styles(format) {
      for row in Self.rows where format.misfit?(row, style) == nil {
        let bytes = Self.line(row, format, style)
        let back = try read(bytes, format)
        #expect(
          Self.line(back, format, style) == bytes, "\(String(decoding: bytes, as: UTF8.self))")
        #expect(Array(back.last.answer.utf8) == Array(row.last.answer.trimmed(in: name).utf8))
        written += 1
      }
    }
    #expect(written >= Self.hostile.count)
  }

  @Test(arguments: ChatTemplate.all.map(\.name))
  func `a text that holds a mark of the template is refused`(name: String) throws {
    let template = try #require(ChatTemplate(named: name))
    for marker in template.markers {
      let row = TrainingRow(turns: [.init(question: "Why?", answer: "Because \(marker) so.")])
      #expect(template.refusal(of: row) == .templateMarker)
    }
  }

  @Test(arguments: [
    ("messages", "[]", "data_type"),
    ("messages", #"{"messages":[]}"#, "missing_messages_list"),
    ("messages", #"{"messages":[{"role":"user"}]}"#, "message_missing_key"),
    (
      "messages", #"{"messages":[{"role":"user","content":"a","x":1}]}"#, "message_unrecognized_key"
    ),
    ("messages", #"{"messages":[{"role":"human","content":"a"}]}"#, "unrecognized_role"),
    ("messages", #"{"messages":[{"role":"user","content":null}]}"#, "missing_content"),
    (
      "messages", #"{"messages":[{"role":"user","content":"a"}]}"#,
      "example_missing_assistant_message"
    ),
    (
      "messages",
      #"{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"}]}"#,
      "broken_alternation"
    ),
    ("messages", #"{"messages":[],"prompt":"a"}"#, "two_formats"),
    ("alpaca", #"{"instruction":"a","input":""}"#, "missing_key"),
    ("alpaca", #"{"instruction":"a","input":null,"output":"b"}"#, "data_type"),
    ("prompt-completion", #"{"prompt":"a","completion":" "}"#, "missing_content"),
    ("self-instruct", #"{"prompt":"a\n","completion":"b"}"#, "missing_end"),
    ("dpo-trl", #"{"prompt":"a","chosen":"b","rejected":"b"}"#, "equal_answers"),
  ])
  func `a fault has the class of its reader`(name: String, row: String, fault: String) throws {
    let format = try #require(Format(named: name))
    var warnings: [RowFault] = []
    let error = #expect(throws: RowFault.self) {
      _ = try format.read(try JSON(parsing: row), &warnings)
    }
    #expect(error?.name == fault)
  }
}

extension String {
  /// Self-Instruct takes white space away.
  fileprivate func trimmed(in format: String) -> String {
    format == "self-instruct" ? trimmed : self
  }
}
