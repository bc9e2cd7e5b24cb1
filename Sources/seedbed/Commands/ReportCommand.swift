import Base
import Report
import Store

extension Command {
  /// `seedbed report DB FILE`.
  static let report = Command(
    "report", "DB FILE", summary: "draw what the file holds as one HTML page",
    details: """
      The page needs no network and no scripts. It shows where rows went, what the examples are about, \
      how long, how hard and how alike they are, what judges and rules said, with rows to be read, \
      what models were asked and what it cost, the last export, and some examples with their lineage. \
      What is not known is not drawn: the page names the command that would find it out.

      Below each picture are its numbers and the SQL that it was drawn from, to be run with \
      query. The same database gives the same page, byte for byte.

      FILE is written in one step. An earlier report is replaced, and no other file; "-" is standard \
      output.
      """,
    examples: ["seedbed report demo.db demo.html", "seedbed report demo.db - > demo.html"],
    flags: [Flag("--json", .output, "Print the rows behind each picture as one JSON object.")]
  ) { invocation in
    let file = invocation.operands[1]
    if file == "-", invocation.isSet("--json") {
      throw UsageError("the page and --json would both go to standard output: give a file")
    }
    if file != "-" { try ReportFile.requirePlace(file) }
    let store = try await invocation.openForReading()
    let name = invocation.operands[0].split(separator: "/").last.map(String.init)
    let page = try await store.read { try Page($0, title: name ?? "report") }
    let html = page.html
    guard file != "-" else {
      try invocation.console.output.write(html)
      return .done
    }
    try ReportFile.write(html, to: file)
    invocation.console.talk.say("\(file) holds the report: \(bytesInWords(html.utf8.count))")
    try invocation.print(
      ["file": .string(file), "bytes": JSON(html.utf8.count), "figures": page.figures])
    return .done
  }
}
