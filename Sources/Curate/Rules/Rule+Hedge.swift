internal import Store

extension Rule {
  /// Answers that begin as refusals do, and then answer: "I cannot give real-time data. However, here
  /// is how to find it."
  ///
  /// Many of them are worth keeping without their first sentence, which is why this only flags.
  ///
  /// Source: real refusals, of which every third one goes on so (docs/rules.md).
  static let hedge = Rule(
    "hedge", [.answer], .flag, "the answer says that it cannot, and goes on",
    parameters: [Parameter("phrases", refusalList, "what a refusal says in its first sentence")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let answer = pair.answer, let phrase = phrases.first(in: answer.firstSentence),
        answer.goesOn(after: phrases)
      else { return nil }
      return RuleFinding(
        reason: "the first sentence says \u{201C}\(phrase)\u{201D}, and the answer goes on")
    }
  }
}

extension RuleText {
  /// Whether the text turns round after the first of `phrases`: by "but" in the same sentence, or by
  /// "however" and the like at the beginning of what follows, if that is long enough to be an answer.
  func goesOn(after phrases: Phrases) -> Bool {
    guard let found = phrases.leftmost(in: folded[...]) else { return false }
    let rest = folded[found.range.upperBound...]
    let end = rest.firstIndex { ".!?".utf8.contains($0) } ?? rest.endIndex
    if but.leftmost(in: rest[..<end]) != nil { return true }
    let after = rest[end...]
    return after.count > 250 && turns.leftmost(in: after.prefix(200)) != nil
  }
}

private let but = Phrases([
  "but i", "but as", "but the", "but you", "but here", "but it", "but based",
])

private let turns = Phrases([
  "however", "nevertheless", "that said", "that being said", "here are", "here is", "here's",
  "in general", "generally", "typically", "based on", "below",
])
