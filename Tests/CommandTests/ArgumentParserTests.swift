import Testing

@testable import seedbed

@Suite struct ArgumentParserTests {
  private func parse(_ arguments: String...) throws -> ArgumentParser {
    try ArgumentParser(arguments, for: .ask)
  }

  @Test func `values follow their flag, after a space or a sign`() throws {
    let parsed = try parse("db", "--model", "a", "--temperature=0.5", "--answer-model=b=c")
    #expect(parsed.operands == ["db"])
    #expect(
      parsed.values == ["--model": ["a"], "--temperature": ["0.5"], "--answer-model": ["b=c"]])
  }

  @Test func `short names take their value with or without a space`() throws {
    #expect(try parse("db", "-n", "5").values == ["--limit": ["5"]])
    #expect(try parse("db", "-n5", "-q").values == ["--limit": ["5"], "--quiet": []])
  }

  @Test func `after two dashes everything is an operand`() throws {
    let parsed = try parse("db", "--dry-run", "--", "--model", "--")
    #expect(parsed.operands == ["db", "--model", "--"])
    #expect(parsed.values == ["--dry-run": []])
  }

  @Test func `a dash and negative numbers are operands and values`() throws {
    let parsed = try parse("-", "-3", "--limit", "-1", "--model", "-")
    #expect(parsed.operands == ["-", "-3"])
    #expect(parsed.values == ["--limit": ["-1"], "--model": ["-"]])
  }

  @Test func `a value may be empty, begin with a dash, or be a text that begins with two`() throws {
    let parsed = try parse("db", "--model=", "--map", "-x", "--map", "-- see notes", "--map=--y")
    #expect(parsed.values == ["--model": [""], "--map": ["-x", "-- see notes", "--y"]])
  }

  @Test func `switches may be repeated`() throws {
    #expect(try parse("db", "--dry-run", "--dry-run").values == ["--dry-run": []])
  }

  @Test(arguments: [
    (["db", "--modle", "x"], "unknown flag --modle: did you mean --model?"),
    (["db", "--temp=1"], "unknown flag --temp: did you mean --temperature?"),
    (["db", "--answr-model", "x"], "unknown flag --answr-model: did you mean --answer-model?"),
    (["db", "--answer-limit", "1"], "unknown flag --answer-limit: see seedbed ask --help"),
    (["db", "--frobnicate"], "unknown flag --frobnicate: see seedbed ask --help"),
    (["db", "-x"], "unknown flag -x: see seedbed ask --help"),
    (["db", "--model"], "--model needs a value: --model NAME"),
    (
      ["db", "--model", "--dry-run"],
      "--model needs a value, not --dry-run: if that is the value, write --model=--dry-run"
    ),
    (
      ["db", "--model", "-n"],
      "--model needs a value, not -n: if that is the value, write --model=-n"
    ),
    (["db", "--dry-run=yes"], "--dry-run takes no value: write --dry-run alone"),
    (
      ["db", "--model", "a", "--model=b"],
      #"--model is given twice, as "a" and as "b": keep one of them"#
    ),
    (
      ["db", "--as", "question"],
      #"--as "question" is not allowed: give questions or pairs; did you mean questions?"#
    ),
    (["db", "--as", "xyz"], #"--as "xyz" is not allowed: give questions or pairs"#),
    ([], "DB is missing: seedbed ask DB [FILE…] [flags]"),
  ])
  func `what is wrong is told in a sentence`(_ arguments: [String], _ sentence: String) {
    #expect(throws: UsageError(sentence)) { try ArgumentParser(arguments, for: .ask) }
  }

  @Test func `operands beyond the last are refused`() {
    let status = Command("status", "DB [VIEW]", summary: "") { _ in .done }
    let sentence = #""c" is one operand too many: seedbed status DB [VIEW] [flags]"#
    #expect(throws: UsageError(sentence)) { try ArgumentParser(["a", "b", "c"], for: status) }
  }

  @Test func `operands are counted from how they are written`() {
    let operands: Operands = "DB FILE…"
    #expect(operands.names == ["DB", "FILE"])
    #expect((operands.minimum, operands.maximum) == (2, nil))
    let optional: Operands = "DB [ID…]"
    #expect((optional.minimum, optional.maximum) == (1, nil))
    let none: Operands = ""
    #expect((none.minimum, none.maximum) == (0, 0))
  }
}
