internal import Base
internal import Client
internal import Store

/// The end of asking a unit: its last attempt, and what is to become of the unit.
struct Answer: Sendable {
  enum Verdict: Sendable {
    case usable(Reading)
    case unusable(FailureClass, String)
    case unfinished(FailureClass, String)
    /// As unfinished, and the whole run stops.
    case stop(StopReason)
    /// Nothing was sent, since the run ends: as if never begun.
    case unsent
  }

  var call: CallDraft
  var verdict: Verdict
  /// True if the call is stored already.
  var isKept = false
}

/// Why a run stopped before its end.
public enum StopReason: Error, Sendable, CustomStringConvertible {
  /// The endpoint refuses all such requests; its own words.
  case rejected(String)
  /// There is no more money or quota.
  case exhausted(String)
  /// The endpoint was never reached.
  case unreachable(String)
  /// The model gave nothing but replies of another shape than was asked for.
  case shapeless(String)

  /// A sentence.
  public var description: String {
    switch self {
    case .rejected(let message): "the endpoint refuses the request: \(message)"
    case .exhausted(let message): "the endpoint has no quota left: \(message)"
    case .unreachable(let message):
      "the endpoint cannot be used: \(message). Is --base-url right, and the server running?"
    case .shapeless(let message):
      "the model never replied with the JSON that was asked for: \(message). Try another model"
    }
  }
}

/// Asks one unit until it is answered or given up.
struct Asker: Sendable {
  let access: ModelAccess
  let work: Work
  let stopping: StopSignal
  /// Keeps an attempt that was not the last.
  let keep: @Sendable (CallDraft) async throws -> Void

  func ask() async throws -> Answer {
    let request = work.unit.request()
    var attempt = 0
    while true {
      attempt += 1
      let mode = access.mode(request.model)
      let endpoint = access.endpoint(request.model)
      let body = request.body(mode, for: endpoint)
      let startedAt = timestamp()
      let exchange = await access.client.send(
        body, path: request.path, model: request.model)
      let outcome = Reply.read(exchange, mode: request.schema == nil ? .plain : mode)
      var call = draft(body, exchange, outcome, request.model, attempt, startedAt)
      if exchange.wasNotSent { return Answer(call: call, verdict: .unsent, isKept: true) }
      if case .unsupportedTokenLimit = outcome,
        access.renameTokenLimit(request.model, asked: endpoint)
      {
        try await keep(call)
        continue
      }
      if case .unsupportedStructure(let message) = outcome {
        guard request.schema != nil, access.fallBack(request.model, from: mode) else {
          return Answer(call: call, verdict: .stop(.rejected(message)))
        }
        try await keep(call)
        continue
      }
      if let wait = wait(outcome, attempt) {
        try await keep(call)
        if await stopping.sleep(wait) { continue }
        return Answer(call: call, verdict: judge(outcome, request), isKept: true)
      }
      let verdict = judge(outcome, request)
      if call.failure == nil, case .unusable(let failure, let message) = verdict {
        call.failure = failure.rawValue
        call.message = message
      }
      return Answer(call: call, verdict: verdict)
    }
  }

  private func wait(_ outcome: Outcome, _ attempt: Int) -> Duration? {
    guard case .transient(_, _, let retryAfter) = outcome, !stopping.isSet, !Task.isCancelled
    else { return nil }
    return access.retries.delay(
      afterAttempt: attempt, retryAfter: retryAfter, jitter: Double.random(in: 0..<1))
  }

  private func judge(_ outcome: Outcome, _ request: any ModelRequest) -> Answer.Verdict {
    let isSingular = access.refusals.isSingular(outcome, of: request.model)
    switch outcome {
    case .completed(let completion): return read(completion, request.schema)
    case .unusable(let failure, let message, _): return .unusable(failure, message)
    case .transient(let failure, let message, _): return .unfinished(failure, message)
    case .rejected(let failure, let message) where isSingular: return .unusable(failure, message)
    case .rejected(_, let message), .unsupportedStructure(let message),
      .unsupportedTokenLimit(let message):
      return .stop(.rejected(message))
    case .exhausted(_, let message): return .stop(.exhausted(message))
    }
  }

  private func read(_ completion: Completion, _ schema: ResponseSchema?) -> Answer.Verdict {
    var reading = Reading(
      unit: work.unit.draft.key, place: work.unit.draft.place, content: completion.content,
      object: .null)
    guard let schema else { return .usable(reading) }
    do {
      reading.object = try StructuredReply.object(in: completion.content)
    } catch {
      return .unusable(.notJSON, "the reply is not the JSON that was asked for: \(error)")
    }
    let problems = schema.problems(reading.object)
    guard problems.isEmpty else {
      let first = problems.prefix(3).joined(separator: "; ")
      return .unusable(.schemaMismatch, "the reply is not of the shape asked for: \(first)")
    }
    return .usable(reading)
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
    call.cost = access.prices.map { $0.cost(call.promptTokens, call.completionTokens) }
    call.latencyMilliseconds = Int(exchange.latencyMilliseconds.rounded())
    call.response =
      exchange.body.isEmpty ? nil : String(decoding: exchange.body, as: UTF8.self)
    return call
  }
}
