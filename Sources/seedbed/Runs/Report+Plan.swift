import Base
import Engine

// What --dry-run says.

extension Report {
  /// The plan in numbers, for --dry-run: an estimate of what can be planned now, and what was told of
  /// what is `projected` below that, if anything.
  func planned(_ estimate: Estimate, _ projected: Forecast.Told?) throws {
    let tally = estimate.tally
    for stage in tally.stages where stage.tally.planned > 0 {
      invocation.console.talk.say(
        "\(stage.name): \(stage.tally.pending) to ask, \(stage.tally.done) answered already")
    }
    let open = tally.total.pending
    invocation.console.talk.say(
      "\(counted(open, "call")) to make now; what is below their answers follows")
    if projected == nil, open > 0 { tell(estimate) }
    tellWaiting(tally)
    let exceeded = try exceeded(estimate, projected)
    for limit in exceeded { invocation.console.talk.warn(limit.sentence) }
    let guess: JSON = [
      "estimate": [
        "calls": JSON(open), "prompt_tokens": JSON(estimate.promptTokens),
        "completion_tokens": JSON(estimate.completionTokens),
        "cost": estimate.cost.map { JSON($0) } ?? .null,
      ]
    ]
    let members = (tally.json.object ?? []) + ((projected?.json ?? guess).object ?? [])
    try invocation.print(
      JSON.object(members).setting("exceeds", .array(exceeded.map { .string($0.flag) })))
  }

  private func tell(_ estimate: Estimate) {
    invocation.console.talk.say(
      "they take about \(estimate.promptTokens) + \(estimate.completionTokens) tokens"
        + (estimate.cost.map { ", cost \(Report.money($0))" } ?? "")
        + ": four bytes are a token, a reply is as long as the longest of its stage so far, or 500 "
        + "tokens before the first")
  }

  /// The limits that are less than what is estimated, so that a run stops at them.
  private func exceeded(
    _ estimate: Estimate, _ projected: Forecast.Told?
  ) throws -> [(flag: String, sentence: String)] {
    var exceeded: [(flag: String, sentence: String)] = []
    let calls = projected?.calls ?? estimate.tally.total.pending
    if let limit = try invocation.int("--max-calls"), calls > limit {
      let sentence = "\(calls) calls are more than --max-calls \(limit)"
      exceeded.append(("--max-calls", sentence))
    }
    let cost = projected.map(\.cost) ?? estimate.cost
    if let limit = try invocation.double("--budget"), let cost, cost + estimate.spent > limit {
      let earlier = estimate.spent > 0 ? " and \(Report.money(estimate.spent)) spent before" : ""
      let sentence =
        "an estimated cost of \(Report.money(cost))\(earlier) is more than --budget \(limit)"
      exceeded.append(("--budget", sentence))
    }
    return exceeded.map {
      ($0.flag, $0.sentence + ": a run stops there with exit status 4, and can be gone on with")
    }
  }
}
