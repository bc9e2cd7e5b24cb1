internal import Base
internal import Store

/// A way to evolve a text.
public enum Operation: String, Sendable, CaseIterable, Hashable {
  /// In depth: one more constraint or requirement.
  case constraints
  /// In depth: what is asked about goes wider and deeper.
  case deepen
  /// In depth: general notions become specific ones.
  case concretize
  /// In depth: several steps of reasoning are needed.
  case reasoning
  /// In depth: data is added that has to be worked on.
  case input
  /// In breadth: another text of the same domain, rarer.
  case breadth
  /// Of an answer: it helps its reader more.
  case helpfulness
  /// Of an answer: it keeps to what was asked.
  case relevance
  /// Of an answer: it goes deeper.
  case depth
  /// Of an answer: it is more original.
  case creativity
  /// Of an answer: it has more detail.
  case details

  /// Those of questions (WizardLM, section 3.2).
  public static let ofQuestions: [Operation] = [
    .constraints, .deepen, .concretize, .reasoning, .input, .breadth,
  ]

  /// Those of answers (DEITA's evolution of quality).
  public static let ofAnswers: [Operation] = [
    .helpfulness, .relevance, .depth, .creativity, .details,
  ]

  var isOfQuestions: Bool { Operation.ofQuestions.contains(self) }

  /// The prompt that it needs.
  public var prompt: PromptNeed {
    isOfQuestions
      ? PromptNeed(
        "evolve-\(rawValue)", ["question", "language", "guidance"], required: ["question"])
      : PromptNeed(
        "evolve-answer-\(rawValue)", ["question", "answer", "language", "guidance"],
        required: ["question", "answer"])
  }
}

/// How often each operation is drawn, relative to the others.
public struct OperationWeights: Sendable, Hashable {
  let list: [(operation: Operation, weight: Int)]

  /// Each of `operations` as often as the others.
  public init(_ operations: [Operation]) { list = operations.map { ($0, 1) } }

  /// Weights as given; those of 0 are left out.
  public init(_ weights: [(operation: Operation, weight: Int)]) {
    list = weights.filter { $0.weight > 0 }
  }

  /// The operations that are drawn at all.
  public var operations: [Operation] { list.map(\.operation) }

  /// The operation for the text with `key` in `round`: the same one every time.
  func draw(_ key: Key, round: Int, seed: Int) -> Operation? {
    var random = SeededGenerator(seed: seed, key: key, purpose: "operation \(round)")
    var place = random.below(list.reduce(0) { $0 + $1.weight })
    for (operation, weight) in list {
      if place < weight { return operation }
      place -= weight
    }
    return nil
  }

  /// As text, for plans: `constraints=2 breadth=1`.
  var text: String { list.map { "\($0.operation.rawValue)=\($0.weight)" }.joined(separator: " ") }

  /// Equal weights draw the same.
  public static func == (left: OperationWeights, right: OperationWeights) -> Bool {
    left.text == right.text
  }

  /// By the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
