internal import Base
internal import Client
internal import Store

/// The end of asking a unit: its last attempt, and what is to become of the unit.
struct Answer: Sendable {
  enum Verdict: Sendable {
    case usable([Draft])
    case unusable(FailureClass, String)
    case unfinished(FailureClass, String)
    /// As unfinished, and the whole run stops.
    case stop(StopReason)
    /// Nothing was sent, since the run ends (or is to end, with why): as if never begun.
    case unsent(StopReason?)
  }

  /// Nil if it is stored already: another was to follow it and did not.
  var call: CallDraft?
  var verdict: Verdict
}

/// Asks one unit until it is answered or given up.
struct Asker: Sendable {
  let access: ModelAccess
  let work: Work
  let options: EngineOptions
  let stopping: StopSignal
  /// Keeps an attempt that another follows; returns when it is committed.
  let keep: @Sendable (CallDraft) async -> Void

  /// An attempt and what it brought.
  private struct Attempt {
    var call: CallDraft
    let mode: StructureMode
    let endpoint: Endpoint
    let outcome: Outcome
    let verdict: Answer.Verdict
  }

  func ask() async -> Answer {
    let asked = work.isLonger ? longer(work.unit.request()) : work.unit.request()
    var (request, number, failures, isRepair) = (asked, 0, 0, false)
    while true {
      number += 1
      let attempt = await attempt(request, number)
      if case .unsent = attempt.verdict { return Answer(call: nil, verdict: attempt.verdict) }
      if case .transient = attempt.outcome { failures += 1 } else { failures = 0 }
      let wait: Duration?
      if fallsBack(after: attempt, asked) {
        wait = nil
      } else if let delay = delay(after: attempt.outcome, failures) {
        wait = delay
      } else if let longer = longer(request, after: attempt) {
        (request, wait) = (longer, nil)
      } else if !isRepair, let repair = repair(request, after: attempt) {
        (request, isRepair, wait) = (repair, true, nil)
      } else {
        return Answer(call: attempt.call, verdict: attempt.verdict)
      }
      await keep(attempt.call)
      if let wait, await !stopping.sleep(wait) {
        return Answer(call: nil, verdict: attempt.verdict)
      }
    }
  }

  private func attempt(_ request: any ModelRequest, _ number: Int) async -> Attempt {
    let (mode, endpoint) = (access.mode(request.model), access.endpoint(request.model))
    let body = request.body(mode, for: endpoint)
    let startedAt = timestamp()
    let price = access.price(request, in: work.unit.draft.stage, bytes: body.length)
    let refusal = await options.budget?.admit(price)
    let exchange =
      refusal == nil
      ? await access.client.send(body, path: request.path, model: request.model) : .notSent
    let outcome = Reply.read(exchange, mode: request.schema == nil ? .plain : mode)
    let verdict = exchange.wasNotSent ? .unsent(refusal) : judge(outcome, exchange, request)
    var call = draft(body, exchange, outcome, request.model, number, startedAt)
    if let completion = outcome.completion {
      let tokens = ModelAccess.completionTokens(completion)
      access.note(tokens, in: work.unit.draft.stage, of: request.model)
    }
    if refusal == nil {
      options.budget?.settle(price, spent: call.cost ?? 0, wasSent: !exchange.wasNotSent)
    }
    if case .unusable(let failure, let message) = verdict {
      call.failure = failure.rawValue
      call.message = message
    }
    return Attempt(
      call: call, mode: mode, endpoint: endpoint, outcome: outcome, verdict: verdict)
  }

  /// True if the server does not know this way of asking, and there is another.
  private func fallsBack(after attempt: Attempt, _ request: any ModelRequest) -> Bool {
    switch attempt.outcome {
    case .unsupportedStructure where request.schema != nil:
      access.fallBack(request.model, from: attempt.mode)
    case .unsupportedTokenLimit: access.renameTokenLimit(request.model, asked: attempt.endpoint)
    default: false
    }
  }

  private func delay(after outcome: Outcome, _ failures: Int) -> Duration? {
    guard case .transient(_, _, let retryAfter) = outcome, !stopping.isSet, !Task.isCancelled
    else { return nil }
    return access.retries.delay(
      afterAttempt: failures, retryAfter: retryAfter, jitter: Double.random(in: 0..<1))
  }

  /// The request for a longer reply, if this one was cut off and may be longer (`--retry-truncated`).
  private func longer(
    _ request: any ModelRequest, after attempt: Attempt
  ) -> (any ModelRequest)? {
    guard let limit = options.truncatedLimit, !stopping.isSet, !Task.isCancelled,
      case .unusable(.truncated, _) = attempt.verdict,
      request.sampling.tokenLimit.map({ $0 < limit }) ?? true
    else { return nil }
    return longer(request)
  }

  private func longer(_ request: any ModelRequest) -> any ModelRequest {
    guard let limit = options.truncatedLimit else { return request }
    var longer = request
    longer.sampling.tokenLimit = max(limit, request.sampling.tokenLimit ?? 0)
    return longer
  }

  private func repair(_ request: any ModelRequest, after attempt: Attempt) -> ChatRequest? {
    guard let request = request as? ChatRequest, request.schema != nil,
      !stopping.isSet, !Task.isCancelled,
      case .completed(let reply) = attempt.outcome,
      case .unusable(_, let problem) = attempt.verdict
    else { return nil }
    return Asker.repair(request, reply: reply, problem: problem)
  }

  private func judge(
    _ outcome: Outcome, _ exchange: Exchange, _ request: any ModelRequest
  ) -> Answer.Verdict {
    let isSingular = access.refusals.isSingular(outcome, of: request.model)
    switch outcome {
    case .completed(let completion): return work.unit.verdict(on: completion, request.schema)
    case .unusable(let failure, let message, _): return .unusable(failure, message)
    case .transient(let failure, let message, _): return .unfinished(failure, message)
    case .rejected(let failure, let message) where isSingular: return .unusable(failure, message)
    case .rejected(_, let message), .unsupportedStructure(let message),
      .unsupportedTokenLimit(let message):
      let advice = exchange.status == 401 ? access.client.endpoint.keyAdvice : ""
      return .stop(.rejected(message + advice + (request.hint ?? "")))
    case .exhausted(_, let message): return .stop(.exhausted(message))
    }
  }

  private func draft(
    _ body: RequestBody, _ exchange: Exchange, _ outcome: Outcome, _ model: String,
    _ attempt: Int, _ startedAt: String
  ) -> CallDraft {
    var call = CallDraft(
      attempt: work.attempts + attempt, endpoint: access.client.endpoint.name, url: exchange.url,
      model: model, request: body.pieces.map { ($0.text, $0.isShared) }, startedAt: startedAt)
    call.status = exchange.status
    call.failure = outcome.failureClass?.rawValue
    call.message = outcome.message
    call.finishReason = outcome.completion?.finishReason
    call.promptTokens = outcome.completion?.promptTokens
    call.completionTokens = outcome.completion?.completionTokens
    call.cost = access.cost(outcome.completion, bytes: body.length)
    call.latencyMilliseconds = Int(exchange.latencyMilliseconds.rounded())
    call.response =
      exchange.body.isEmpty ? nil : String(decoding: exchange.body, as: UTF8.self)
    return call
  }
}
