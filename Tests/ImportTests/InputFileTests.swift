import Base
import Testing

@testable import Import

@Suite struct InputFileTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  /// The rows of a file as JSON.
  private func rows(_ name: String, _ text: String, isPlainUsual: Bool = false) throws -> [String] {
    var rows: [String] = []
    _ = try folder.file(name, text).forEachRow(isPlainUsual: isPlainUsual) { row in
      rows.append("\(row.position.line) \(JSON.object(row.columns).text)")
    }
    return rows
  }

  @Test(arguments: [
    ("a.jsonl", "{\"a\":1}\n\n{\"a\":2}\r\n", [#"1 {"a":1}"#, #"3 {"a":2}"#]),
    ("a.jsonl", "\u{FEFF}{\"a\":1}", [#"1 {"a":1}"#]),
    ("a.json", "[\n{\"a\":1},\n {\"a\":\n2}]", [#"2 {"a":1}"#, #"3 {"a":2}"#]),
    ("a.jsonl", "[{\"a\":1}]", [#"1 {"a":1}"#]),
    ("a.json", "{\"a\":1}\n", [#"1 {"a":1}"#]),
    ("a.json", "[\"x\",\"y\"]", [#"1 {"text":"x"}"#, #"1 {"text":"y"}"#]),
    ("a.json", " [ ] \n", []),
    (
      "a.csv", "a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n2,\r\n",
      [#"2 {"a":"1","b":"x, \"y\"\nz"}"#, #"5 {"a":"2","b":""}"#]
    ),
    ("a.csv", "a\nit is 5\" long", [#"2 {"a":"it is 5\" long"}"#]),
    ("a.tsv", "a\tb\n1, 2\t3", [#"2 {"a":"1, 2","b":"3"}"#]),
    ("a", "a\tb\n1, 2\t3", [#"2 {"a":"1, 2","b":"3"}"#]),
    ("a.data", "a,b\n1,2", [#"2 {"a":"1","b":"2"}"#]),
    ("a.data", "  {\"a\":1}", [#"1 {"a":1}"#]),
    ("a.txt", "Physics\n \t\nLaw", [#"1 {"text":"Physics"}"#, #"3 {"text":"Law"}"#]),
    ("a.CSV", "", []), ("a.jsonl", "", []), ("a.txt", "\r\n", []),
  ])
  func `every format gives rows with their lines`(
    _ name: String, _ text: String, _ expected: [String]
  ) throws {
    #expect(try rows(name, text) == expected)
  }

  @Test func `without a telling extension, disciplines are plain lines`() throws {
    #expect(try rows("list", "Law, applied", isPlainUsual: true) == [#"1 {"text":"Law, applied"}"#])
  }

  @Test func `blank lines are counted`() throws {
    let extent = try folder.file("a.txt", "\nLaw\n\nArt\n").forEachRow(isPlainUsual: true) { _ in }
    #expect(extent == Extent(count: 4, blank: 2))
  }

  @Test(arguments: [
    (
      "a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"a\"",
      "line 2: not JSON: a comma or } is missing at byte 12"
    ),
    ("a.jsonl", "{\"text\":\"a\"}\n\n7", "line 3: a row is an object with columns, not a number"),
    (
      "a.jsonl", "{\"text\":\"\\ud800\"}",
      "line 1: not JSON: a lone surrogate cannot be stored as text at byte 16"
    ),
    (
      "a.json", "[{\"text\":\"a\"},\n null]",
      "line 2 (row 2): a row is an object with columns, not null"
    ),
    (
      "a.json", "[{\"text\":\"a\"},\n{\"text\" 1}]",
      "line 2: not JSON: a colon is missing (byte 24 of the file)"
    ),
    (
      "a.json", "[{\"text\":\"a\"}] 1",
      "line 1: not JSON: text follows the array (byte 16 of the file)"
    ),
    ("a.csv", "text,text\na,b", "line 1: two columns are called \"text\": rename one"),
    (
      "a.csv", "text,id\na,1\nb",
      "line 3: the number of cells is 1, and 2 in the header: put cells with a delimiter or a line "
        + "break in quotes, if these are separated values at all"
    ),
    (
      "a.csv", "question;answer\na;b",
      "line 2: the header is parted by semicolons: store the file with commas or tabs"
    ),
    ("a.csv", "text\n\"a\nb", "line 2: a quote that opens here is never closed"),
    (
      "a.csv", "text\n\"a\"b",
      "line 2: text follows the closing quote of a cell: double the quotes inside of cells"
    ),
  ])
  func `what is not in the format is refused with its line`(
    _ name: String, _ text: String, _ sentence: String
  ) throws {
    #expect(try folder.fault(name, text, as: .questions) == "\(name), \(sentence)")
  }

  @Test(arguments: [
    (
      "a.jsonl", Array("{\"text\":\"".utf8) + [0xFF] + Array("\"}".utf8),
      "line 1: not JSON: the text is not UTF-8 at byte 11"
    ),
    (
      "a.csv", Array("text\na\nb".utf8) + [0xC3],
      "line 3: the text is not UTF-8: store the file as UTF-8"
    ),
    ("a.txt", [0xFF, 0xFE, 0x41, 0x00], "line 1: the text is UTF-16: store it as UTF-8"),
    ("b.csv", Array("t\0e\0".utf8), "line 1: this is no UTF-8 text: store it as UTF-8"),
    (
      "a.db", Array("SQLite format 3\0".utf8),
      "line 1: this is a database: name DB first and then the files"
    ),
    ("a.jsonl", [0x1F, 0x8B, 8], "line 1: the file is compressed: unpack it with gunzip"),
    (
      "one.json", Array("{\n\"text\": \"a\"\n}".utf8),
      "line 1: the file is one JSON object over several lines: write an object a line, or an array of them"
    ),
  ])
  func `bytes that are not UTF-8 are refused with their line`(
    _ name: String, _ bytes: [UInt8], _ sentence: String
  ) throws {
    let file = try folder.file(name, bytes)
    let error = #expect(throws: ImportError.self) {
      try CheckedImport([file], ImportOptions(name == "a.txt" ? .disciplines : .questions))
    }
    #expect(error?.description == "\(folder.path(name)), \(sentence)")
  }

  @Test func `a missing file and a folder are told`() {
    let path = folder.path("none.csv")
    #expect(throws: ImportError("there is no file \(path): check the path")) {
      try InputFile(path)
    }
    #expect(throws: ImportError("\(folder.path("")) is a folder: name its files")) {
      try InputFile(folder.path(""))
    }
  }
}
