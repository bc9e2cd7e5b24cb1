internal import Base
internal import Client
internal import Store

/// What a running plan has before it, and what it has counted.
struct Loop {
  private var queue: Queue
  /// Requests whose responses are not committed yet.
  var inFlight = 0
  private let settles: [Bool]
  private var groups: [GroupID: Group] = [:]
  /// Those whose units are all final, to be settled in the next round.
  private var closed: [Group] = []
  private(set) var tally: Tally
  /// Why the run should stop, if it should.
  private(set) var reasonToStop: StopReason?
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
    settles = planner.stages.map(\.settles)
    self.tally = tally
    add(first)
  }

  private mutating func add(_ expansion: Expansion) {
    queue.add(expansion.work)
    for group in expansion.groups { groups[group.id] = group }
  }

  /// What arrived since the last round; waits for it if there is nothing else to do; nil at the end.
  func nextArrivals(_ mailbox: Mailbox<Arrival>, _ slots: Int) async -> [Arrival]? {
    if !closed.isEmpty || queue.count > 0 && inFlight < slots { return mailbox.takeNow() }
    return inFlight > 0 ? await mailbox.take() : nil
  }

  /// The next round: what arrived, what can be settled, and as much work as there are slots for.
  mutating func round(_ arrivals: [Arrival], _ slots: Int) -> Round {
    inFlight -= arrivals.count { $0.isLast }
    var round = Round(arrivals: arrivals, groups: closed)
    closed = []
    while inFlight + round.candidates.count < slots, let work = queue.next() {
      round.candidates.append(work)
    }
    return round
  }

  /// Takes what a round brought.
  mutating func take(_ result: Round.Result) {
    for expansion in result.expansions { take(expansion) }
    for outcome in result.outcomes {
      switch outcome {
      case .attempt(let call): count(call, isGood: false)
      case .unit(let unit): take(unit)
      }
    }
  }

  private mutating func take(_ expansion: Expansion) {
    add(expansion)
    for (index, stage) in expansion.tallies.enumerated() { tally.stages[index].tally += stage }
  }

  private mutating func take(_ outcome: UnitOutcome) {
    take(outcome.expansion)
    tally.stages[outcome.work.stage].tally.count(outcome.state)
    if let call = outcome.call { count(call, isGood: outcome.state == .done) }
    if let verdict = outcome.verdict { note(verdict) }
    close(outcome)
  }

  private mutating func count(_ call: CallDraft, isGood: Bool) {
    tally.calls += 1
    tally.failedCalls += isGood ? 0 : 1
    tally.promptTokens += call.promptTokens ?? 0
    tally.completionTokens += call.completionTokens ?? 0
    // A page of something else is no answer of a model's endpoint.
    let isAnswer = call.finishReason != nil || call.failure != FailureClass.notJSON.rawValue
    if call.status != nil, isAnswer { wasReached = true }
  }

  /// Why the whole run came to nothing, though it was not stopped.
  var failure: StopReason? {
    tally.total.done == 0 ? misshape.map { .shapeless($0) } : nil
  }

  private mutating func close(_ outcome: UnitOutcome) {
    let id = GroupID(stage: outcome.work.stage, parent: outcome.work.parent.reference.id)
    guard var group = groups[id] else { return }
    group.open -= 1
    group.isBlocked = group.isBlocked || [.unfinished, .pending].contains(outcome.state)
    groups[id] = group.open > 0 ? group : nil
    if group.open == 0, !group.isBlocked, settles[group.stage] { closed.append(group) }
  }

  /// Notes what was in the way, and whether that is a reason to stop.
  private mutating func note(_ verdict: Answer.Verdict) {
    switch verdict {
    case .stop(let reason): reasonToStop = reasonToStop ?? reason
    case .unusable(.notJSON, let message), .unusable(.schemaMismatch, let message):
      misshape = misshape ?? message
    case .unfinished(_, let message) where !wasReached:
      obstacle = .unreachable(message)
      fruitless += 1
      if fruitless >= Loop.patience { reasonToStop = reasonToStop ?? obstacle }
    default: break
    }
    if wasReached { obstacle = nil }
  }
}
