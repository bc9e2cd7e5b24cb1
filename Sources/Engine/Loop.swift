internal import Base
internal import Client
internal import Store

/// What a running plan has before it, and what it has counted.
struct Loop {
  var queue: Queue
  private var groups: [GroupID: Group] = [:]
  private(set) var tally: Tally
  /// True once the endpoint answered in this run, and in JSON.
  private var wasReached = false
  /// What was wrong with the first reply of another shape than was asked for.
  private var misshape: String?

  init(_ planner: Planner, _ first: Expansion, _ tally: Tally) {
    queue = Queue(stages: planner.stages.count)
    self.tally = tally
    add(first)
  }

  private mutating func add(_ expansion: Expansion) {
    queue.add(expansion.work)
    for group in expansion.groups { groups[group.id] = group }
  }

  /// Takes what planning brought later.
  mutating func take(_ expansion: Expansion) {
    add(expansion)
    for (index, stage) in expansion.tallies.enumerated() { tally.stages[index].tally += stage }
  }

  /// Takes what became of a unit; the result is its group if every unit of that is final now.
  mutating func take(_ outcome: Engine.Outcome) -> Group? {
    take(outcome.expansion)
    tally.stages[outcome.work.stage].tally.count(outcome.state)
    tally.calls += outcome.earlierAttempts + 1
    tally.failedCalls += outcome.earlierAttempts + (outcome.state == .done ? 0 : 1)
    tally.promptTokens += outcome.call.promptTokens ?? 0
    tally.completionTokens += outcome.call.completionTokens ?? 0
    wasReached =
      wasReached
      || outcome.call.status != nil && outcome.call.failure != FailureClass.notJSON.rawValue
    if case .unusable(.notJSON, let message) = outcome.verdict { misshape = misshape ?? message }
    if case .unusable(.schemaMismatch, let message) = outcome.verdict {
      misshape = misshape ?? message
    }
    return close(outcome)
  }

  /// Why the whole run came to nothing, though it was not stopped.
  var failure: StopReason? {
    tally.total.done == 0 ? misshape.map { .shapeless($0) } : nil
  }

  private mutating func close(_ outcome: Engine.Outcome) -> Group? {
    let id = GroupID(stage: outcome.work.stage, parent: outcome.work.parent.reference.id)
    guard var group = groups[id] else { return nil }
    group.open -= 1
    group.isBlocked = group.isBlocked || outcome.state == .unfinished
    groups[id] = group.open > 0 ? group : nil
    return group.open == 0 && !group.isBlocked ? group : nil
  }

  /// Why the run should stop after `outcome`, if it should.
  func reasonToStop(_ outcome: Engine.Outcome) -> StopReason? {
    switch outcome.verdict {
    case .stop(let reason): reason
    // Nothing but failures to connect, so far: more of them would help nobody.
    case .unfinished(_, let message) where !wasReached: .unreachable(message)
    default: nil
    }
  }
}
