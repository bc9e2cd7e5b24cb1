import Base
import Foundation
import TestSupport
import Testing

@testable import seedbed

/// `curate judge` as it is typed, against a model double.
@Suite struct CurateJudgeTests {
  private let box: Sandbox
  private let double: ModelDouble

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
    double = try ModelDouble { habits in
      habits.answer = { question in
        question.prompt.contains("again")
          ? #"{"reason":"a repeat","score":2}"#
          : #"{"reason":"fine","score":5}"#
      }
    }
  }

  private func judge(_ arguments: String...) async -> CommandResult {
    let endpoint = ["--base-url", double.baseURL, "--model", "m"]
    return await box.run("curate judge", words: arguments + endpoint)
  }

  @Test func `scores, then a threshold without calls, then undo`() async throws {
    let judged = await judge("--json")
    #expect(judged.status == .done)
    #expect(judged.json["judgements"] == ["judge/quality": 2])
    #expect(judged.json["calls"] == 2)
    #expect(await judge("--json").json["calls"] == 0)
    let dry = await box.run("curate judge", "--drop", "quality < 4", "--dry-run", "--json")
    #expect(dry.json["dropped"] == 1)
    #expect(try await box.int("SELECT count(*) FROM drops") == 0)
    let drop = await box.run("curate judge", "--drop", "quality < 4", "--json")
    #expect(
      drop.json["rules"] == [
        "judge/quality": ["examined": 2, "dropped": 1, "flagged": 0, "scored": 0]
      ])
    #expect(try await box.int("SELECT count(*) FROM examples") == 1)
    #expect(double.asked.values.reduce(0, +) == 2)
    let run = drop.json["run"]?.int ?? 0
    _ = await box.run("undo", "\(run)")
    #expect(try await box.int("SELECT count(*) FROM examples") == 2)
  }

  @Test func `a dry run counts the calls and asks nobody`() async throws {
    let result = await judge("--rubrics", "quality,difficulty", "--tags", "--dry-run", "--json")
    #expect(result.json["stages"]?["judge"]?["pending"] == 8)
    #expect(double.asked.isEmpty)
  }

  @Test func `what cannot be meant is refused with a sentence`() async throws {
    let wrong: [([String], String)] = [
      (["--rubrics", "beauty"], "instruction-following"), (["--rubrics", ","], "names no rubric"),
      (["--samples", "3"], "--temperature"), (["--rubric", "nowhere.md"], "nowhere.md"),
      (["--drop", "quality"], "quality < 4"), (["--drop", "quality < 4", "--tags"], "--tags"),
      (["--drop", "quality < 4", "--flag", "quality < 5"], "two thresholds"),
    ]
    for (flags, words) in wrong {
      let result = await box.run(
        "curate judge", words: flags + ["--base-url", double.baseURL, "--model", "m"])
      #expect(result.status == .usage, "\(flags): \(result.talk)")
      #expect(result.talk.contains(words), "\(flags): \(result.talk)")
    }
    let early = await box.run("curate judge", "--drop", "quality < 4")
    #expect(early.status == .failed)
    #expect(early.talk.contains("no row has a score yet"))
  }
}
