/// What one line of a training file says, whatever its format.
struct TrainingRow {
  /// The system prompt, if there is one.
  var system: String?
  /// The turns of the conversation in their order, at least one.
  var turns: [Turn]

  /// A question and its answer.
  struct Turn {
    var question: String
    var input: String?
    var answer: String

    /// The question, with its input after an empty line when there is one.
    var prompt: String { TrainingRow.prompt(question, input) }
  }

  /// `question`, with `input` after an empty line when there is one.
  static func prompt(_ question: String, _ input: String?) -> String {
    guard let input, !input.isEmpty else { return question }
    return question.isEmpty ? input : question + "\n\n" + input
  }
}
