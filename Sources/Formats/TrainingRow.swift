public import Base

/// What one line of a training file says, whatever its format.
public struct TrainingRow: Sendable, Hashable {
  /// The system prompt, if there is one.
  public var system: String?
  /// The turns of the conversation in their order, at least one.
  public var turns: [Turn]
  /// A worse answer to the last question, for preference formats.
  public var rejected: String?
  /// What the question is about, for formats that say so.
  public var topic: Topic?

  /// A row of `turns`.
  public init(
    system: String? = nil, turns: [Turn], rejected: String? = nil, topic: Topic? = nil
  ) {
    self.system = system
    self.turns = turns
    self.rejected = rejected
    self.topic = topic
  }

  /// A question and its answer.
  public struct Turn: Sendable, Hashable {
    /// The question without its input.
    public var question: String
    /// What the question is asked about, if it is kept apart.
    public var input: String?
    /// The answer.
    public var answer: String

    /// A turn of these texts.
    public init(question: String, input: String? = nil, answer: String) {
      self.question = question
      self.input = input
      self.answer = answer
    }

    /// The question, with its input after an empty line when there is one.
    public var prompt: String { TrainingRow.prompt(question, input) }
  }

  /// Where in the taxonomy a question belongs.
  public struct Topic: Sendable, Hashable {
    /// The subject's name.
    public var subject: String?
    /// The subject's level, as it was stored.
    public var level: JSON
    /// The subject's subtopics, as they were stored.
    public var subtopics: JSON

    /// A topic of these.
    public init(subject: String?, level: JSON = .null, subtopics: JSON = .null) {
      self.subject = subject
      self.level = level
      self.subtopics = subtopics
    }
  }

  /// `question`, with `input` after an empty line when there is one.
  public static func prompt(_ question: String, _ input: String?) -> String {
    guard let input, !input.isEmpty else { return question }
    return question.isEmpty ? input : question + "\n\n" + input
  }

  /// The last turn.
  ///
  /// A row without turns is nobody's, so an empty one stands for it.
  public var last: Turn { turns.last ?? Turn(question: "", answer: "") }

  /// Every text of the row in its order.
  public var texts: [String] {
    [system].compactMap(\.self) + turns.flatMap { [$0.prompt, $0.answer] }
      + [rejected].compactMap(\.self)
  }
}
