import Base
import Testing

@testable import Formats

@Suite struct MessagesTests {
  private func line(_ row: TrainingRow) -> String {
    var bytes: [UInt8] = []
    Format.all[0].append(row, Style(), &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a question, its input and its answer`() {
    let turn = TrainingRow.Turn(question: "Sort these.", input: "b a", answer: "a b")
    #expect(
      line(TrainingRow(turns: [turn])) == """
        {"messages":[{"role":"user","content":"Sort these.\\n\\nb a"},\
        {"role":"assistant","content":"a b"}]}
        """)
  }

  @Test func `a system prompt and two turns`() {
    let turns = [
      TrainingRow.Turn(question: "1?", answer: "1."),
      TrainingRow.Turn(question: "2?", input: "", answer: "2."),
    ]
    #expect(
      line(TrainingRow(system: "Be brief.", turns: turns)) == """
        {"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"1?"},\
        {"role":"assistant","content":"1."},{"role":"user","content":"2?"},\
        {"role":"assistant","content":"2."}]}
        """)
  }

  @Test(arguments: [
    "\"quotes\" and \\ and /", "line\nbreak\r\n\ttab", "nul \0, escape \u{1B}, delete \u{7F}",
    "\u{2028}\u{2029}\u{85}", "日本語 한국어 中文", "👩‍👩‍👧‍👦 🇯🇵", "e\u{301} é", "\u{FEFF}mark", "{\"role\":\"x\"}",
    "\u{202E}right to left", "\u{10FFFF}\u{E000}",
  ])
  func `hostile text comes back as it was, on one line`(text: String) throws {
    let row = TrainingRow(
      system: text, turns: [TrainingRow.Turn(question: text, input: text, answer: text)])
    let line = line(row)
    for separator in ["\n", "\r", "\u{2028}", "\u{2029}", "\u{85}"] as [Unicode.Scalar] {
      #expect(!line.unicodeScalars.contains(separator))
    }
    let contents = try JSON(parsing: line)["messages"]?.array?.map { $0["content"]?.string ?? "" }
    let expected = [text, text + "\n\n" + text, text]
    #expect(contents?.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func `every format has a name of its own and says what it is`() {
    #expect(Set(Format.all.map(\.name)).count == Format.all.count)
    for format in Format.all { #expect(!format.summary.isEmpty) }
  }
}
