import Base
import Store

extension Provenance {
  /// What made it, in lines for people.
  var lines: [String] {
    var lines = ["\(method), plan \(plan) (seed \(seed)), stored \(createdAt)"]
    if let source { lines.append("source \(source.name), id \(source.id) there") }
    if let call { lines += call.lines }
    return lines.map { Printable.line($0) }
  }

  /// The same as a JSON object.
  var json: JSON {
    [
      "method": .string(method), "plan": JSON(plan), "seed": JSON(seed),
      "created_at": .string(createdAt), "call": call?.json ?? .null,
      "source": source.map { ["name": .string($0.name), "id": .string($0.id)] } ?? .null,
    ]
  }
}

extension Provenance.Call {
  fileprivate var lines: [String] {
    let prompt = prompt.map { ", prompt \($0)" } ?? ""
    let settings = settings.object ?? []
    let sampling = settings.map { "\($0.name) \($0.value.string ?? $0.value.text)" }
    return [
      "stage \(stage), draw \(ordinal)\(prompt)",
      (["model \(model) at \(endpoint)"] + sampling).joined(separator: ", "),
      "call \(id), attempt \(attempt): \(outcome.words)",
    ]
  }

  fileprivate var json: JSON {
    [
      "id": JSON(id), "attempt": JSON(attempt), "stage": .string(stage), "ordinal": JSON(ordinal),
      "prompt": JSON(prompt), "prompt_hash": JSON(promptHash), "endpoint": .string(endpoint),
      "model": .string(model), "settings": settings, "finish_reason": JSON(outcome.finishReason),
      "prompt_tokens": outcome.promptTokens.map { JSON($0) } ?? .null,
      "completion_tokens": outcome.completionTokens.map { JSON($0) } ?? .null,
      "cost": outcome.cost.map { JSON($0) } ?? .null,
      "latency_ms": JSON(outcome.latencyMilliseconds), "started_at": .string(outcome.startedAt),
    ]
  }
}

extension Provenance.Outcome {
  fileprivate var words: String {
    let tokens =
      "\(promptTokens.map(String.init) ?? "?") + "
      + "\(completionTokens.map(String.init) ?? "?") tokens"
    return [
      tokens, "\(latencyMilliseconds) ms", finishReason.map { "finish reason \($0)" },
      cost.map { "cost \($0)" }, startedAt,
    ].compactMap(\.self).joined(separator: ", ")
  }
}

extension RecordedDecision {
  /// The decision in a line for people.
  var line: String {
    let measure = value.map { value in
      " at \(value.short)" + (threshold.map { " (threshold \($0.short))" } ?? "")
    }
    let parts = [
      "run \(run), \(rule): \(verdict)", measure, witness.map { ", repeats \($0)" },
      reason.map { ", \($0)" }, state == "active" ? nil : " [\(state)]",
    ]
    return Printable.line(parts.compactMap(\.self).joined())
  }

  /// The same as a JSON object.
  var json: JSON {
    [
      "run": JSON(run), "command": .string(command), "started_at": .string(startedAt),
      "artifact": JSON(artifact), "rule": .string(rule), "verdict": .string(verdict),
      "value": value.map { JSON($0) } ?? .null,
      "threshold": threshold.map { JSON($0) } ?? .null,
      "witness": witness.map { JSON($0) } ?? .null, "reason": JSON(reason),
      "state": .string(state),
    ]
  }
}

extension Double {
  /// At most three decimals, and none that are zero.
  var short: String {
    let rounded = (self * 1000).rounded() / 1000
    return Int(exactly: rounded).map(String.init) ?? String(rounded)
  }
}

extension Glimpse {
  /// The glimpse as a JSON object.
  var json: JSON {
    [
      "id": JSON(id), "key": .string(key.text), "kind": .string(kind), "version": JSON(version),
      "status": .string(status), "text": .string(text),
    ]
  }

  /// The glimpse in a few words: `question 12 ("What is …")`.
  var words: String { "\(kind) \(id) (\"\(Printable.fit(text, 60))\")" }
}
