internal import Base
internal import Client
internal import Store

/// What a running plan has before it, and what it has counted.
struct Loop {
  var queue: Queue
  private var groups: [GroupID: Group] = [:]
  private(set) var tally: Tally
  /// What nobody accepted yet.
  private(set) var waiting: [Artifact] = []
  /// True once the endpoint answered in this run, and in JSON.
  private var wasReached = false
  /// What was wrong with the first reply of another shape than was asked for.
  private var misshape: String?
  /// How many units failed before that.
  private var fruitless = 0
  /// Why the endpoint was not reached yet, as far as it was tried.
  private(set) var obstacle: StopReason?
  /// After so many units without any answer, more of them would help nobody; one may be a request
  /// that this server cannot bear.
  private static let patience = 3

  init(_ planner: Planner, _ first: Expansion, _ tally: Tally) {
    queue = Queue(stages: planner.stages.count)
    self.tally = tally
    add(first)
  }

  private mutating func add(_ expansion: Expansion) {
    queue.add(expansion.work)
    for group in expansion.groups { groups[group.id] = group }
    waiting += expansion.waiting
    tally.waiting += expansion.waiting.count
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
    tally.calls += outcome.calls.count
    tally.failedCalls += outcome.calls.count - (outcome.state == .done ? 1 : 0)
    tally.promptTokens += outcome.calls.reduce(0) { $0 + ($1.promptTokens ?? 0) }
    tally.completionTokens += outcome.calls.reduce(0) { $0 + ($1.completionTokens ?? 0) }
    note(outcome)
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

  /// Notes whether the endpoint was reached, and what was in the way.
  private mutating func note(_ outcome: Engine.Outcome) {
    let isAnswer = { (call: CallDraft) in
      call.status != nil && call.failure != FailureClass.notJSON.rawValue
    }
    wasReached = wasReached || outcome.calls.contains(where: isAnswer)
    if case .unfinished(_, let message)? = outcome.verdict, !wasReached {
      obstacle = .unreachable(message)
      fruitless += 1
    } else if wasReached {
      obstacle = nil
    }
  }

  /// Why the run should stop after `outcome`, if it should.
  func reasonToStop(_ outcome: Engine.Outcome) -> StopReason? {
    if case .stop(let reason)? = outcome.verdict { return reason }
    return fruitless >= Loop.patience ? obstacle : nil
  }
}
