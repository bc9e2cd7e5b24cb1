import Base
import Foundation
import Store
import Testing

@testable import seedbed

/// The queries of docs/diversity.md, as `seedbed query` runs them.
@Suite struct DiversityTests {
  private static let queries: [String] = {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/diversity.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```sql\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }()

  /// The garden, with a score, tags, and a subject below which there is nothing.
  private func garden() async throws -> Sandbox {
    let box = try Sandbox()
    try await box.write(Garden.plant)
    try await box.write { connection in
      let run = try connection.beginRun("judge", tool: "0")
      for (rule, decision) in [
        ("judge/difficulty", DecisionDraft(.score, 8, value: 4)),
        ("judge/topic", DecisionDraft(.tag, 8, reason: "atoms")),
      ] {
        try connection.store(
          ScreeningDraft(
            rule: rule, scope: ["kind": "question"], examined: 1, decisions: [decision]), run: run)
      }
      guard let discipline = try connection.artifact(2)?.reference else { return }
      let plan = try connection.importPlan(kind: .subject, source: "test", content: Key(of: []))
      let bare = Draft(
        .subject, "Alchemy", parents: [.stored(.discipline, discipline)],
        origin: .content(occurrence: 0), place: Place(1))
      let deep = Draft(
        .question, "How deep?", attributes: ["depth": 0.5], origin: .content(occurrence: 0),
        place: Place(2))
      _ = try connection.insert([bare, deep], Batch(plan: plan, method: "test"))
    }
    return box
  }

  @Test func `every query of the page runs and finds something`() async throws {
    let box = try await garden()
    #expect(Self.queries.count == 10)
    for query in Self.queries {
      let result = await box.run("query", query, "--json")
      #expect(result.status == .done, "\(result.talk)\n\(query)")
      #expect(result.json.array?.isEmpty == false, "\(query)")
    }
  }
}
