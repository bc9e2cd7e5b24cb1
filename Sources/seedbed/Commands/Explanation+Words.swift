import Base
import Store

extension Explanation {
  /// The explanation in sentences.
  var sentences: [String] {
    var sentences = ["\(subject.sentenceStart) is \(subject.status): \(subject.quote)"]
    sentences.append(isExample ? "It is in examples." : "It is not in examples.")
    sentences += causes.map { $0.sentence(about: subject.id) }
    sentences += remarks.map { "Also: \($0.line)." }
    return sentences.map { Printable.line($0) }
  }

  /// The explanation as a JSON object.
  var json: JSON {
    subject.json.setting("is_example", .bool(isExample))
      .setting("causes", .array(causes.map { $0.json(about: subject.id) }))
      .setting("remarks", .array(remarks.map(\.json)))
      .setting("sentences", JSON(sentences))
  }
}

extension Explanation.Cause {
  /// The cause in one sentence, told of the artifact `subject`.
  fileprivate func sentence(about subject: Int) -> String {
    switch self {
    case .superseded(let newest):
      "\(newest.sentenceStart) is a newer version of it (version \(newest.version))."
    case .decided(let decision, let on, let witness):
      decision.sentence(on: on.id == subject ? nil : on, witness: witness)
    case .outdated(let ancestor, let newest):
      "It was made from \(ancestor.words), version \(ancestor.version), but \(newest.kind) "
        + "\(newest.id) is version \(newest.version) of that."
    case .otherAnswer(let answer): "Another answer of the question is chosen: \(answer.words)."
    case .lostAnswer(let answer):
      "Its answer \(answer.id) is \(answer.status): see seedbed why DB \(answer.id)."
    case .failedRequest(let request): request.sentence
    case .awaitsReview:
      "It waits for review, and nothing is made below it: see seedbed accept DB \(subject)."
    case .neverAsked: "It has no answer, and none was asked for: see seedbed generate answers."
    case .source(let examples): "Examples made from it: \(examples)."
    }
  }

  fileprivate func json(about subject: Int) -> JSON {
    let sentence = JSON.string(Printable.line(sentence(about: subject)))
    switch self {
    case .superseded(let other): return member("superseded", sentence, artifact: other)
    case .decided(let decision, let on, let witness):
      return member(decision.verdict, sentence, artifact: on)
        .setting("decision", decision.json).setting("witness", witness?.json ?? .null)
    case .outdated(let ancestor, let newest):
      return member("outdated", sentence, artifact: ancestor).setting("newest", newest.json)
    case .otherAnswer(let other): return member("other_answer", sentence, artifact: other)
    case .lostAnswer(let other): return member("lost_answer", sentence, artifact: other)
    case .failedRequest(let request):
      return member("failed_request", sentence).setting("request", request.json)
    case .awaitsReview: return member("awaits_review", sentence)
    case .neverAsked: return member("never_asked", sentence)
    case .source(let count): return member("source", sentence).setting("examples", JSON(count))
    }
  }

  private func member(_ cause: String, _ sentence: JSON, artifact: Glimpse? = nil) -> JSON {
    let json: JSON = ["cause": .string(cause), "sentence": sentence]
    return artifact.map { json.setting("artifact", $0.json) } ?? json
  }
}

extension RecordedDecision {
  /// What was decided, on the artifact itself or else on the ancestor `on`.
  fileprivate func sentence(on ancestor: Glimpse?, witness: Glimpse?) -> String {
    let outcome = verdict == "reject" ? "rejected" : "dropped"
    let subject = ancestor.map { "It went with \($0.words), which was \(outcome)" }
    let measure = value.map { value in
      ", which measured \(value.short)" + (threshold.map { " (threshold \($0.short))" } ?? "")
    }
    let parts = [
      subject ?? "It was \(outcome)", rule == "person" ? " by a person" : " by the rule \(rule)",
      measure, witness.map { ", because it repeats \($0.words) [\($0.status)]" },
      reason.map { ": \($0)" }, " (run \(run), \(startedAt), \(command)).",
    ]
    return parts.compactMap(\.self).joined()
  }
}

extension Explanation.FailedRequest {
  fileprivate var sentence: String {
    let why = [failure, message].compactMap(\.self).joined(separator: ": ")
    let asked =
      switch attempts {
      case 0: "not asked yet"
      case 1: "asked once"
      default: "asked \(attempts) times"
      }
    return "The request for it at stage \(stage) (unit \(unit), \(asked)) is \(state)"
      + (why.isEmpty ? "." : ": \(why).")
  }

  fileprivate var json: JSON {
    [
      "unit": JSON(unit), "stage": .string(stage), "state": .string(state),
      "class": JSON(failure), "message": JSON(message), "attempts": JSON(attempts),
    ]
  }
}

extension Glimpse {
  fileprivate var sentenceStart: String {
    "\(kind.prefix(1).uppercased())\(kind.dropFirst().replacing("_", with: " ")) \(id)"
  }

  fileprivate var quote: String { "\"\(Printable.fit(text, 200))\"" }
}
