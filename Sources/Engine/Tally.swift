public import Base
internal import Store

/// Where the planned requests of one stage stand.
public struct StageTally: Sendable, Hashable {
  /// All that this run needs, whether asked now or answered earlier.
  public var planned = 0
  /// Answered, now or earlier.
  public var done = 0
  /// Answered with nothing usable.
  public var unusable = 0
  /// Not answered, to be asked again.
  public var unfinished = 0
  /// Their parent fell away.
  public var skipped = 0
  /// Answered before this run began.
  public var reused = 0

  /// Not asked because the run stopped before.
  public var pending: Int { planned - done - unusable - unfinished - skipped }

  /// The figures by name.
  public var json: JSON {
    [
      "planned": JSON(planned), "done": JSON(done), "unusable": JSON(unusable),
      "unfinished": JSON(unfinished), "skipped": JSON(skipped), "pending": JSON(pending),
      "reused": JSON(reused),
    ]
  }

  mutating func count(_ state: UnitState, by number: Int = 1) {
    switch state {
    case .pending: break
    case .done: done += number
    case .unfinished: unfinished += number
    case .unusable: unusable += number
    case .skipped: skipped += number
    }
  }

  static func += (left: inout StageTally, right: StageTally) {
    left.planned += right.planned
    left.done += right.done
    left.unusable += right.unusable
    left.unfinished += right.unfinished
    left.skipped += right.skipped
    left.reused += right.reused
  }
}

/// What a run did, for people and for `--json`.
public struct Tally: Sendable, Hashable {
  /// The stages in their order, by name.
  public var stages: [(name: String, tally: StageTally)]
  /// Artifacts that nobody accepted yet, so that nothing is planned below them (`--review`).
  public var waiting = 0
  /// Requests sent in this run, each attempt counted.
  public var calls = 0
  /// Attempts that brought nothing usable, by class, as column `class` of the view `failures` has it.
  public var failures: [String: Int] = [:]
  /// Tokens of prompts and replies in this run, as the servers count.
  public var promptTokens = 0
  /// Tokens generated in this run, as the servers count.
  public var completionTokens = 0
  /// What this run's requests cost; nil without prices.
  public var cost: Double?

  init(_ names: [String]) { stages = names.map { ($0, StageTally()) } }

  /// Attempts that brought nothing usable.
  public var failedCalls: Int { failures.values.reduce(0, +) }

  /// The stages added up.
  public var total: StageTally { stages.reduce(into: StageTally()) { $0 += $1.tally } }

  /// How many of the planned requests brought nothing.
  public var missing: Int { total.planned - total.done }

  /// The figures by name.
  public var json: JSON {
    [
      "stages": .object(stages.map { JSON.Member($0.name, $0.tally.json) }),
      "waiting": JSON(waiting), "calls": JSON(calls), "failed_calls": JSON(failedCalls),
      "failures": .object(
        failures.sorted { $0.key < $1.key }.map { .init($0.key, JSON($0.value)) }),
      "prompt_tokens": JSON(promptTokens), "completion_tokens": JSON(completionTokens),
      "cost": cost.map { JSON($0) } ?? .null,
    ]
  }

  /// The order of the stages is part of it.
  public static func == (left: Tally, right: Tally) -> Bool { left.json == right.json }

  /// The figures as they are printed.
  public func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
