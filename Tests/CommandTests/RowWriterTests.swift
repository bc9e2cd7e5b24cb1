import Store
import Testing

@testable import seedbed

@Suite struct RowWriterTests {
  private func print(
    _ format: RowFormat, _ columns: [String], _ rows: [[Value]], screen: Terminal = .none
  ) throws -> String {
    let recorder = Recorder()
    let output = recorder.output
    var writer = try RowWriter(format, columns: columns, to: output, screen: screen)
    for row in rows { try writer.write(row) }
    try writer.finish()
    try output.flush()
    return recorder.text
  }

  /// Texts that break careless writers.
  private let hostile: [[Value]] = [
    [.integer(1), .text("a,\"b\"|\\c\r\nd\te"), .null],
    [.integer(-20), .text(""), .real(1)],
    [.integer(3), .text("{\"x\":\u{1B}[31m\0}<b>&"), .blob([0, 255])],
  ]
  private let columns = ["id", "te|xt", "x"]

  @Test func `JSON is an array with a row a line`() throws {
    #expect(
      try print(.json, columns, hostile) == #"""
        [{"id": 1, "te|xt": "a,\"b\"|\\c\r\nd\te", "x": null},
         {"id": -20, "te|xt": "", "x": 1.0},
         {"id": 3, "te|xt": "{\"x\":\u001b[31m\u0000}<b>&", "x": {"$base64": true, "encoded": "AP8="}}]

        """#)
    #expect(try print(.json, ["id"], []) == "[]\n")
  }

  @Test(arguments: [RowFormat.json, .csv, .markdown])
  func `nothing is printed before there is a row`(format: RowFormat) throws {
    let recorder = Recorder()
    let output = recorder.output
    _ = try RowWriter(format, columns: ["id"], to: output)
    try output.flush()
    #expect(recorder.text.isEmpty)
  }

  @Test func `JSON Lines have an object a line`() throws {
    #expect(
      try print(.nl, ["a"], [[.text("x\u{2028}y")], [.real(.infinity)]]) == #"""
        {"a": "x\u2028y"}
        {"a": null}

        """#)
    #expect(try print(.nl, ["a"], []) == "")
  }

  @Test func `columns of one name are told apart in JSON`() throws {
    let row: [Value] = [.integer(1), .integer(2), .integer(3), .integer(4)]
    #expect(
      try print(.nl, ["a", "a", "a_2", "a"], [row])
        == "{\"a\": 1, \"a_2\": 2, \"a_2_2\": 3, \"a_3\": 4}\n")
  }

  @Test func `CSV quotes what needs it, and empty texts, which are not NULL`() throws {
    #expect(
      try print(.csv, columns, hostile)
        == "id,te|xt,x\r\n1,\"a,\"\"b\"\"|\\c\r\nd\te\",\r\n-20,\"\",1.0\r\n"
        + "3,\"{\"\"x\"\":\u{1B}[31m\0}<b>&\",\"{\"\"$base64\"\": true, \"\"encoded\"\": \"\"AP8=\"\"}\"\r\n"
    )
    #expect(try print(.csv, ["a"], [[.null], [.text("日本")]]) == "a\r\n\"\"\r\n日本\r\n")
  }

  @Test func `TSV quotes tabs, not commas`() throws {
    #expect(
      try print(.tsv, ["a", "b"], [[.text("x\ty"), .text("1,2")], [.text("q\"\n"), .null]])
        == "a\tb\n\"x\ty\"\t1,2\n\"q\"\"\n\"\t\n")
  }

  @Test func `Markdown shows the text and not what it would mean`() throws {
    #expect(
      try print(.markdown, columns, hostile) == #"""
        | id | te\|xt | x |
        | --- | --- | --- |
        | 1 | a,"b"\|\\c<br>d␉e |  |
        | -20 |  | 1.0 |
        | 3 | {"x":␛[31m␀}&lt;b>&amp; | {"$base64": true, "encoded": "AP8="} |

        """#)
  }

  @Test func `a table aligns numbers and shows control characters`() throws {
    #expect(
      try print(.table, columns, hostile) == #"""
         id  te|xt             x
        ───  ────────────────  ─────────
          1  a,"b"|\c⏎d␉e
        -20                          1.0
          3  {"x":␛[31m␀}<b>&  (2 bytes)

        """#)
  }

  @Test func `a table fits the terminal, counting columns and not characters`() throws {
    let rows: [[Value]] = [
      [.integer(123_456_789), .text("短い"), .text(String(repeating: "漢字", count: 50))],
      [.integer(2), .text("👩‍👩‍👧e\u{301}"), .text("\u{202E}turned")],
    ]
    #expect(
      try print(.table, ["id", "short", "long"], rows, screen: .screen(36)) == """
               id  short  long
        ─────────  ─────  ──────────────────
        123456789  短い   漢字漢字漢字漢字…
                2  👩‍👩‍👧é    \\u{202e}turned

        """)
  }

  @Test func `NULL is dim where there are colours`() throws {
    let screen = Terminal.screen(80, hasColours: true)
    #expect(
      try print(.table, ["a", "b"], [[.null, .text("x")]], screen: screen)
        == "a     b\n────  ─\n\u{1B}[2mNULL\u{1B}[0m  x\n")
  }

  @Test func `no row is still a header`() throws {
    #expect(try print(.table, ["a", "bc"], []) == "a  bc\n─  ──\n")
  }

  @Test func `the first thousand rows decide, later ones are cut but for their numbers`() throws {
    var rows = [[Value]](repeating: [.integer(1), .text("x")], count: 1000)
    rows.append([.integer(1_000_000), .text("longer")])
    let lines = try print(.table, ["n", "t"], rows).split(separator: "\n")
    #expect(lines.prefix(3) == ["n  t", "─  ─", "1  x"])
    #expect(lines.count == 1003)
    #expect(lines.last == "1000000  …")
  }

  @Test func `many columns are narrowed evenly`() {
    let widths = TableLayout.shrink([3, 100, 20, 5], keeping: [3, 0, 0, 0], to: 40)
    #expect(widths == [3, 13, 13, 5])
    let crowded = [Int](repeating: 9, count: 20)
    #expect(
      TableLayout.shrink(crowded, keeping: crowded.map { _ in 0 }, to: 40)
        == crowded.map { _ in 4 })
  }

  @Test func `a long header of numbers is cut before the texts beside it, a number never`() {
    let funnel = [10, 16, 4, 10, 8, 5, 10, 13, 4]
    #expect(
      TableLayout.shrink(funnel, keeping: [0, 0, 2, 1, 1, 1, 2, 2, 2], to: 80)
        == [9, 9, 4, 9, 8, 5, 8, 8, 4])
    #expect(TableLayout.shrink([13, 20], keeping: [12, 0], to: 20) == [12, 6])
  }

  @Test(arguments: [
    ([] as [UInt8], ""), ([102], "Zg=="), ([102, 111], "Zm8="), ([102, 111, 111], "Zm9v"),
    ([102, 111, 111, 98], "Zm9vYg=="), ([255, 254, 253], "//79"),
  ])
  func `base 64 is that of RFC 4648`(_ bytes: [UInt8], _ text: String) {
    #expect(base64(bytes) == text)
  }

  @Test func `the format is a flag, a table on a terminal, or JSON`() throws {
    let command = Command("query", "", summary: "", flags: RowFormat.flags) { _ in .done }
    func format(_ arguments: [String], _ screen: Terminal) throws -> RowFormat {
      var console = Console.recording()
      console.screen = screen
      return try RowFormat(Invocation(arguments, for: command, console: console))
    }
    #expect(try format([], .none) == .json)
    #expect(try format([], .screen(80)) == .table)
    #expect(try format(["--nl"], .screen(80)) == .nl)
    #expect(throws: UsageError("--json and --csv exclude each other: keep one of them")) {
      try format(["--csv", "--json"], .none)
    }
  }
}
