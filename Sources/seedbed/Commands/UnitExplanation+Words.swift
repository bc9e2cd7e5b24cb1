import Base
import Store

extension UnitExplanation {
  /// The explanation in sentences.
  var sentences: [String] {
    let place = parent.map { " below \($0.words)" } ?? ""
    let standIn = retry > 0 ? ", standing in for an unusable reply" : ""
    let asked = calls == 1 ? "asked once" : "asked \(calls) times"
    let sentences = [
      "Unit \(id) (plan \(plan), stage \(stage), number \(ordinal + 1)\(place)\(standIn)) is "
        + "\(state.rawValue), \(asked)" + (message.map { ": \($0)." } ?? "."),
      fate,
    ]
    return (sentences + others.map(sentence)).map { Printable.line($0) }
  }

  /// What a run does that plans the same request.
  private var fate: String {
    switch state {
    case .done: "A run that plans the same request finds it by its key and reuses its reply."
    case .unusable:
      "A run that plans the same request does not ask it again, unless --retry-unusable is given."
    case .pending, .unfinished: "The next run that plans the same request asks it."
    case .skipped: "It is asked if what it is made from is live again."
    }
  }

  private func sentence(_ other: Other) -> String {
    let difference = other.differences.joined(separator: "; ")
    return other.id < id
      ? "It did not reuse unit \(other.id) (plan \(other.plan), \(other.state.rawValue)), which asks at "
        + "the same place: \(difference)."
      : "Unit \(other.id) (plan \(other.plan), \(other.state.rawValue)) asks at the same place and did "
        + "not reuse it: \(difference)."
  }

  /// The explanation as a JSON object.
  var json: JSON {
    [
      "unit": JSON(id), "key": .string(key.text), "plan": JSON(plan), "stage": .string(stage),
      "parent": parent?.json ?? .null, "ordinal": JSON(ordinal), "retry": JSON(retry),
      "state": .string(state.rawValue), "message": JSON(message), "calls": JSON(calls),
      "others": .array(
        others.map { other in
          [
            "unit": JSON(other.id), "plan": JSON(other.plan),
            "state": .string(other.state.rawValue), "differences": JSON(other.differences),
          ]
        }), "sentences": JSON(sentences),
    ]
  }
}
