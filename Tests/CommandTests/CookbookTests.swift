import Base
import Foundation
import Store
import Testing

@testable import seedbed

/// The queries of docs/sql.md, each on a file that has something of everything.
@Suite struct CookbookTests {
  /// The blocks of SQL in docs/sql.md.
  static let queries: [String] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/sql.md").standardizedFileURL
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```sql\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }()

  @Test func `there are at least twenty`() { #expect(CookbookTests.queries.count >= 20) }

  @Test func `each finds something`() async throws {
    let box = try Sandbox()
    try await box.write { connection in
      try Garden.plant(connection)
      try Garden.dedup(connection)
      try grow(connection)
    }
    for sql in CookbookTests.queries {
      let result = await box.run("query", sql, "--json")
      #expect(result.status == .done, "\(sql)\n\(result.talk)")
      #expect((result.json.array ?? []).isEmpty == false, "\(sql)")
    }
  }

  /// Scores, flags, another answer, a version and what is stale by it.
  private func grow(_ connection: Connection) throws {
    let run = try connection.beginRun("seedbed curate", tool: "0")
    let plan = try connection.int("SELECT min(id) FROM plan")
    for question in [8, 10] {
      let parent = try #require(try connection.artifact(question)).reference
      let draft = Draft(
        .answer, "Another one.", parents: [.stored(.question, parent)],
        origin: .content(occurrence: 99), place: Place(99))
      _ = try connection.insert([draft], Batch(plan: plan, method: "answers"))
    }
    for (rule, decision) in [
      ("judge/quality", DecisionDraft(.score, 11, value: 5)),
      ("length", DecisionDraft(.flag, 9, value: 1, reason: "short")),
    ] {
      try connection.store(
        ScreeningDraft(rule: rule, scope: [:], examined: 1, decisions: [decision]), run: run)
    }
    _ = try connection.revise(Revision(10, text: "What is the spin of an electron?"))
    _ = try connection.refreshSearchIndex()
  }
}
