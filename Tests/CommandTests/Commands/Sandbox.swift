import Base
import Foundation
import Store
import TestSupport

@testable import seedbed

/// A temporary folder with a database in it, and the commands that look at it.
final class Sandbox: Sendable {
  let folder: TemporaryFolder
  var path: String { folder.file("t.db") }

  init() throws { folder = try TemporaryFolder() }

  /// Writes into the database, which is made on first use.
  func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    let store = try await Store(path: path, mode: .readWrite)
    let result = try await store.write(body)
    await store.close()
    return result
  }

  /// The whole number that `sql` gives.
  func int(_ sql: String) async throws -> Int {
    let store = try await Store(path: path, mode: .readOnly)
    return try await store.read { try $0.int(sql) }
  }

  /// Runs a command on the database; times and the path are replaced by `TIME` and `DB`.
  func run(
    _ name: String, _ arguments: String..., screen: Terminal = .none
  ) async -> CommandResult {
    await run(name, words: arguments, screen: screen)
  }

  /// As ``run(_:_:screen:)``.
  func run(
    _ name: String, words arguments: [String], screen: Terminal = .none
  ) async -> CommandResult {
    let (output, talk) = (Recorder(), Recorder())
    var console = Console.recording(output: output, talk: talk)
    console.screen = screen
    let words = name.split(separator: " ").map(String.init)
    let status = await Program(table: .seedbed, console: console)
      .main(words + [path] + arguments)
    return CommandResult(status: status, out: plain(output.text), talk: plain(talk.text))
  }

  private func plain(_ text: String) -> String {
    text.replacingOccurrences(of: path, with: "DB").replacingOccurrences(
      of: #"\d{4}-\d\d-\d\dT[\d:.]+Z"#, with: "TIME", options: .regularExpression)
  }
}

/// How a command ended and what it said.
struct CommandResult: Equatable {
  var status: ExitStatus
  var out: String
  var talk: String

  /// The output as JSON.
  var json: JSON { (try? JSON(parsing: out)) ?? .null }
}

/// A small GLAN chain: field 1, discipline 2, subject 3, syllabus 4, session 5, concepts 6 and 7,
/// questions 8 to 10, answers 11 (of 8) and 12 (of 9); question 10 has none.
enum Garden {
  static func plant(_ connection: Connection) throws {
    let plan = try connection.store(glan)
    let draft = UnitKeys(glan.stages[0]).draft(0, below: try tree(connection, plan))
    let unit = try connection.insert(draft, plan: plan)
    let call = try connection.insert(attempt, unit: unit, unitKey: draft.key)
    try connection.setUnit(unit, .done)
    try answers(connection, plan, call)
    try failAnswer(connection, plan)
  }

  private static let glan = Plan(
    method: "glan", parameters: ["disciplines": ["Chemistry"]], seed: 7,
    stages: [
      PlanStage(
        name: "answers", version: 1, prompt: .init(name: "answers", text: "Answer {question}"),
        endpoint: "local", model: "smol", settings: ["temperature": 0.7])
    ])

  private static var attempt: CallDraft {
    var call = CallDraft(
      attempt: 1, endpoint: "local", url: "http://127.0.0.1/v1", model: "smol",
      request: [("{}", false)], startedAt: timestamp())
    call.status = 200
    call.finishReason = "stop"
    call.promptTokens = 20
    call.completionTokens = 9
    call.latencyMilliseconds = 812
    return call
  }

  /// Stores all above the answers; the result is the first question.
  private static func tree(
    _ connection: Connection, _ plan: Int
  ) throws -> ArtifactReference {
    let kinds: [(Kind, String, [(Role, Int)])] = [
      (.field, "Science", []), (.discipline, "Chemistry", [(.taxonomy, 0)]),
      (.subject, "Atoms", [(.discipline, 1)]), (.syllabus, "1. Electrons", [(.subject, 2)]),
      (.session, "Electrons", [(.syllabus, 3)]), (.concept, "Orbital", [(.session, 4)]),
      (.concept, "Spin", [(.session, 4)]),
      (.question, "What is an orbital?", [(.concept, 5), (.concept, 6), (.syllabus, 3)]),
      (.question, "What is an orbital, then?", [(.concept, 5)]),
      (.question, "What is spin?", [(.concept, 6)]),
    ]
    let drafts = kinds.enumerated().map { index, row in
      Draft(
        row.0, row.1, parents: row.2.map { .draft($0.0, $0.1) },
        origin: .content(occurrence: 0), place: Place(index))
    }
    let stored = try connection.insert(drafts, Batch(plan: plan, method: "glan"))
    return stored[7].reference
  }

  private static func answers(_ connection: Connection, _ plan: Int, _ call: Int) throws {
    for (question, text) in [(8, "A region around the nucleus."), (9, "A region again.")] {
      let parent = try connection.artifact(question).map { $0.reference }
      let draft = Draft(
        .answer, text, parents: parent.map { [.stored(.question, $0)] } ?? [],
        origin: .content(occurrence: question), place: Place(question))
      _ = try connection.insert([draft], Batch(plan: plan, method: "glan", call: call))
    }
  }

  private static func failAnswer(_ connection: Connection, _ plan: Int) throws {
    guard let question = try connection.artifact(10)?.reference else { return }
    let draft = UnitKeys(glan.stages[0]).draft(0, below: question)
    let unit = try connection.insert(draft, plan: plan)
    var call = attempt
    call.failure = "truncated"
    _ = try connection.insert(call, unit: unit, unitKey: draft.key)
    try connection.setUnit(unit, .unusable, class: "truncated", message: "the answer was cut off")
  }

  /// Drops question 9 as a repeat of question 8, in a run of its own.
  static func dedup(_ connection: Connection) throws {
    let run = try connection.beginRun("seedbed curate dedup t.db", tool: "0")
    let drop = DecisionDraft(
      .drop, 9, value: 0.8888, threshold: 0.7, witness: 8, reason: "ROUGE-L 0.889")
    try connection.store(
      ScreeningDraft(rule: "dedup", scope: ["kind": "question"], examined: 3, decisions: [drop]),
      run: run)
    try connection.endRun(run, .done, figures: ["examined": 3, "dropped": 1])
  }
}
