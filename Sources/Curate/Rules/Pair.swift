/// A question, alone or with one of its answers, as rules look at it.
public struct Pair {
  /// The question without its input.
  let instruction: RuleText
  /// The input; empty if there is none.
  let input: RuleText
  /// Both together, as the model reads them.
  let question: RuleText
  /// The answer; nil for a question alone.
  let answer: RuleText?
  /// Why the model stopped.
  let finishReason: String?
  /// The language it should be in, by its English name; nil if nobody said.
  let language: String?

  /// A pair.
  public init(
    question: String, input: String? = nil, answer: String?, finishReason: String? = nil,
    language: String? = nil
  ) {
    instruction = RuleText(question)
    self.input = RuleText(input ?? "")
    self.question =
      self.input.bytes.isEmpty ? instruction : RuleText(question + "\n" + (input ?? ""))
    self.answer = answer.map { RuleText($0) }
    self.finishReason = finishReason
    self.language = language
  }

  /// What a rule that judges both halves looks at: the answer, or the question alone.
  var judged: RuleText { answer ?? question }
}
