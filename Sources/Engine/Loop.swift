internal import Base
internal import Client
internal import Store

/// What a running plan has before it, and what it has counted.
struct Loop {
  private var queue: Queue
  /// Requests whose responses are not committed yet, at each endpoint.
  private var inFlight: [Int]
  /// Which endpoint each stage asks.
  private let lanes: [Int]
  private let settles: [Bool]
  private var groups: [GroupID: Group] = [:]
  /// Those whose units are all final, to be settled in the next round.
  private var closed: [Group] = []
  private(set) var tally: Tally
  /// Why the run should stop, if it should.
  private(set) var reasonToStop: StopReason?
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

  /// A loop whose stage number n asks endpoint number `lanes[n]`.
  init(_ planner: Planner, _ first: Expansion, _ tally: Tally, lanes: [Int]) {
    queue = Queue(stages: planner.stages.count)
    inFlight = lanes.map { _ in 0 }
    self.lanes = lanes
    settles = planner.stages.map(\.settles)
    self.tally = tally
    add(first)
  }

  private mutating func add(_ expansion: Expansion) {
    queue.add(expansion.work)
    for group in expansion.groups { groups[group.id] = group }
    waiting += expansion.waiting
    tally.waiting += expansion.waiting.count
  }

  /// The next of what arrived; waits for it if there is nothing else to do; nil at the end.
  func nextArrivals(_ mailbox: Mailbox<Arrival>, _ slots: [Int]) async -> [Arrival]? {
    let hasWork = queue.hasNext { inFlight[lanes[$0]] < slots[lanes[$0]] }
    if !closed.isEmpty || hasWork { return mailbox.takeNow() }
    return countInFlight > 0 ? await mailbox.take() : nil
  }

  /// The next round: what arrived, what can be settled, and as much work as there are slots for at
  /// each endpoint.
  mutating func round(_ arrivals: [Arrival], _ slots: [Int]) -> Round {
    for arrival in arrivals where arrival.isLast { inFlight[lanes[arrival.work.stage]] -= 1 }
    var round = Round(arrivals: arrivals, groups: closed)
    closed = []
    var taken = inFlight
    while let work = queue.next(where: { taken[lanes[$0]] < slots[lanes[$0]] }) {
      taken[lanes[work.stage]] += 1
      round.candidates.append(work)
    }
    return round
  }

  /// Requests whose responses are not committed yet.
  var countInFlight: Int { inFlight.reduce(0, +) }

  /// `work` is about to be asked.
  mutating func begin(_ work: Work) { inFlight[lanes[work.stage]] += 1 }

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
    if !isGood { tally.failures[call.failure ?? FailureClass.unparsable.rawValue, default: 0] += 1 }
    tally.promptTokens += call.promptTokens ?? 0
    tally.completionTokens += call.completionTokens ?? 0
    if let cost = call.cost { tally.cost = (tally.cost ?? 0) + cost }
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
    case .stop(let reason), .unsent(let reason?): reasonToStop = reasonToStop ?? reason
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
