internal import Base
internal import Client
internal import Store

/// What a task that asks hands over to be committed.
enum Arrival: Sendable {
  /// An attempt that another follows, as soon as `next` is resumed.
  case attempt(Work, CallDraft, next: CheckedContinuation<Void, Never>)
  /// The end of asking a unit, which frees its slot.
  case answer(Work, Answer)

  /// What was asked.
  var work: Work {
    switch self {
    case .attempt(let work, _, next: _), .answer(let work, _): work
    }
  }

  /// True if it frees a slot.
  var isLast: Bool { if case .answer = self { true } else { false } }

  /// Lets the task go on that waits until its attempt is committed.
  func release() {
    if case .attempt(_, _, let next) = self { next.resume() }
  }
}

/// What was committed of one arrival, or found out about a unit that was about to be asked.
enum Committed: Sendable {
  /// An attempt that another follows.
  case attempt(CallDraft)
  /// What became of a unit.
  case unit(UnitOutcome)
}

/// What became of one unit.
struct UnitOutcome: Sendable {
  var work: Work
  var state: UnitState
  var expansion: Expansion
  /// The last attempt, unless it was committed before.
  var call: CallDraft?
  /// Of the last attempt; nil if there was none.
  var verdict: Answer.Verdict?
}

/// What is done in one transaction: a group commit.
///
/// Replies that arrive while a transaction runs are committed together in the next ones, so its price
/// is shared by as many as there is a need to; a slow endpoint's replies are committed one by one.
/// The portions are small (``Mailbox``), so that their slots are free again soon.
struct Round: Sendable {
  /// What arrived.
  var arrivals: [Arrival] = []
  /// Groups whose units are all final.
  var groups: [Group] = []
  /// Units that may be sent next.
  var candidates: [Work] = []

  /// What a round brought.
  struct Result: Sendable {
    var outcomes: [Committed] = []
    var expansions: [Expansion] = []
    /// The candidates whose parents are live still.
    var ready: [Work] = []

    static func += (left: inout Result, right: Result) {
      left.outcomes += right.outcomes
      left.expansions += right.expansions
      left.ready += right.ready
    }
  }

  /// Carries the round out.
  func commit(_ planner: Planner, _ connection: Connection) throws -> Result {
    var result = Result()
    for arrival in arrivals {
      result.outcomes.append(try commit(arrival, planner, connection))
    }
    for group in groups {
      var expansion = Expansion(stages: planner.stages.count)
      try planner.settle(group.stage, group.parent, connection, into: &expansion)
      result.expansions.append(expansion)
    }
    for work in candidates {
      if let skipped = try Committer(planner: planner, work: work).skip(connection) {
        result.outcomes.append(.unit(skipped))
      } else {
        result.ready.append(work)
      }
    }
    return result
  }

  private func commit(
    _ arrival: Arrival, _ planner: Planner, _ connection: Connection
  ) throws -> Committed {
    switch arrival {
    case .attempt(let work, let call, next: _):
      _ = try connection.insert(call, unit: work.id, unitKey: work.unit.draft.key)
      return .attempt(call)
    case .answer(let work, let answer):
      return .unit(try Committer(planner: planner, work: work).commit(answer, connection))
    }
  }
}
