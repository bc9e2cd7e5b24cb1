import Base
import Foundation
import Store
import TestSupport
import Testing

@testable import seedbed

/// The page that `seedbed report` draws.
@Suite struct ReportTests {
  /// The garden with something of everything that the page shows.
  private func garden() async throws -> Sandbox {
    let box = try Sandbox()
    try await box.write { connection in
      try Garden.plant(connection)
      try Garden.dedup(connection)
      let run = try connection.beginRun("seedbed curate", tool: "0")
      for (rule, decisions) in [
        ("judge/difficulty", [DecisionDraft(.score, 8, value: 4)]),
        (
          "judge/quality",
          [DecisionDraft(.score, 11, value: 5), DecisionDraft(.score, 11, value: 4)]
        ),
        ("length", [DecisionDraft(.flag, 11, value: 1, reason: "short")]),
        ("nearest", [DecisionDraft(.score, 8, value: 0.42, threshold: 0.1, witness: 10)]),
      ] {
        try connection.store(
          ScreeningDraft(rule: rule, scope: [:], examined: 1, decisions: decisions), run: run)
      }
      let plan = try connection.importPlan(kind: .question, source: "e", content: Key(of: ["e"]))
      let evolved = [("deepen", 1), ("breadth", 2)].map { operation, round in
        Draft(
          .question, "Evolved by \(operation)?",
          attributes: [
            "operation": .string(operation), "round": JSON(round), "strategy": "one", "depth": 0.4,
          ], origin: .content(occurrence: 0), place: Place(round))
      }
      _ = try connection.insert(evolved, Batch(plan: plan, method: "evol-instruct"))
    }
    #expect(await box.run("export", box.folder.file("out"), "--format", "alpaca").status == .done)
    return box
  }

  /// What stands between two marks, each time.
  private func pieces(_ text: String, from start: String, to end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
  }

  private func plain(_ html: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(html) {
      $0.replacing($1.0, with: $1.1)
    }
  }

  @Test func `every picture shows the SQL that gives its numbers`() async throws {
    let box = try await garden()
    let page = box.folder.file("r.html")
    let result = await box.run("report", page, "--json")
    #expect(result.status == .done)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    let tables = pieces(html, from: "<tbody>", to: "</tbody>")
    let queries = pieces(html, from: "<pre class=\"sql\"><code>", to: "</code>").map(plain)
    let told = (result.json["figures"]?.object ?? []).flatMap { $0.value.object ?? [] }
    #expect(queries.count >= 20 && tables.count == queries.count && told.count == queries.count)
    for (sql, (table, figure)) in zip(queries, zip(tables, told)) {
      let rows = await box.run("query", sql, "--json").json.array ?? []
      #expect(!rows.isEmpty && figure.value.array == rows, "\(figure.name)")
      let shown = pieces(table, from: "<data value=\"", to: "\"")
      let numbers = rows.flatMap { ($0.object ?? []).compactMap(\.value.double) }
      #expect(shown.compactMap(Double.init) == numbers, "\(figure.name)")
      #expect(pieces(table, from: "<tr>", to: "</tr>").count == rows.count, "\(figure.name)")
    }
    #expect(!html.contains("class=\"missing\""))
    let anchors = pieces(html, from: " id=\"", to: "\"")
    #expect(Set(anchors).count == anchors.count)
  }

  @Test func `coverage adds up to the examples, and the funnel to what was made`() async throws {
    let box = try await garden()
    let figures = await box.run("report", box.folder.file("r.html"), "--json").json["figures"]
    let places = figures?["coverage"]?["field-discipline-subject"]?.array ?? []
    let covered = places.reduce(0) { $0 + ($1["examples"]?.int ?? 0) }
    #expect(covered > 0)
    #expect(try await box.int("SELECT count(*) FROM examples") == covered)
    for row in figures?["funnel"]?["from-made-to-left"]?.array ?? [] where row["rule"] == .null {
      let parts = ["superseded", "rejected", "stale", "left"].map { row[$0]?.int ?? 0 }
      #expect(parts.reduce(0, +) == row["made"]?.int)
    }
  }

  @Test func `the same file gives the same page, on standard output too`() async throws {
    let box = try await garden()
    #expect(await box.run("report", box.folder.file("a.html")).status == .done)
    #expect(await box.run("report", box.folder.file("a.html")).status == .done)
    let page = try String(contentsOfFile: box.folder.file("a.html"), encoding: .utf8)
    let (output, talk) = (Recorder(), Recorder())
    let console = Console.recording(output: output, talk: talk)
    let status = await Program(table: .seedbed, console: console).main(["report", box.path, "-"])
    #expect(status == .done)
    #expect(output.text == page)
    #expect(!page.contains("<script") && !page.contains("http"))
  }

  @Test func `an empty file draws nothing and names a command for each section`() async throws {
    let box = try Sandbox()
    try await box.write { _ in }
    #expect(await box.run("report", box.folder.file("r.html")).status == .done)
    let html = try String(contentsOfFile: box.folder.file("r.html"), encoding: .utf8)
    #expect(!html.contains("<svg"))
    let commands = pieces(html, from: "<p class=\"missing\">", to: "</p>")
      .compactMap { pieces($0, from: "<span>seedbed</span> ", to: "</code>").first }
      .map { $0.replacing("<span>", with: "").replacing("</span>", with: "") }
    #expect(commands.count >= 12)
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      guard case .command(let found, let arguments) = try CommandTable.seedbed.find(words) else {
        Issue.record("\(command) names no command")
        continue
      }
      for flag in arguments where flag.hasPrefix("--") {
        #expect(found.flag(typedAs: flag) != nil, "\(command)")
      }
    }
  }

  @Test func `only an earlier report is replaced`() async throws {
    let box = try await garden()
    let before = try Data(contentsOf: URL(filePath: box.path))
    let over = await box.run("report", box.path)
    #expect(over.status == .failed && over.talk.contains("is no report"))
    #expect(try Data(contentsOf: URL(filePath: box.path)) == before)
    #expect(await box.run("report", box.folder.path).status == .failed)
    #expect(await box.run("report", box.folder.file("none/r.html")).status == .failed)
    #expect(await box.run("report", "-", "--json").status == .usage)
    #expect(!box.folder.names.contains { $0.contains("unfinished") })
  }

  @Test func `hostile texts stay texts`() async throws {
    let box = try Sandbox()
    let hostile = [
      "<script>alert(1)</script>", "\" onload=\"x", "a\u{0}b", "\u{202E}turned", "</code></pre><b>",
      "&amp;", "]]>", "{{x}}", String(repeating: "word ", count: 2_000_000),
    ]
    try await box.write { connection in
      let plan = try connection.importPlan(kind: .question, source: "h", content: Key(of: ["h"]))
      for (line, text) in hostile.enumerated() {
        let drafts = [
          Draft(
            .question, text,
            attributes: [
              "discipline": .string(String(text.prefix(99))),
              "subject": .string(text.prefix(50) + "s"),
            ], origin: .content(occurrence: line), place: Place(line)),
          Draft(
            .answer, text, parents: [.draft(.question, 0)], origin: .content(occurrence: line),
            place: Place(line)),
        ]
        _ = try connection.insert(drafts, Batch(plan: plan, method: "<i>"))
      }
    }
    #expect(await box.run("report", box.folder.file("r.html")).status == .done)
    let html = try String(contentsOfFile: box.folder.file("r.html"), encoding: .utf8)
    #expect(!html.contains("<script") && !html.contains("\" onload") && !html.contains("<i>"))
    #expect(!html.unicodeScalars.contains { $0.value == 0 || $0.value == 0x202E })
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && html.contains("a␀b"))
    #expect(html.contains("10,000,000 characters in all") && html.utf8.count < 200_000)
    #expect(html.contains("&amp;amp;"))
    let names = ["details", "figure", "section", "article", "ul", "li", "svg", "table", "div", "p"]
    for name in names {
      let opened = html.matches(of: try Regex("<\(name)[ >]")).count
      #expect(opened == pieces(html, from: "</\(name)>", to: "<").count, "\(name)")
    }
  }
}
