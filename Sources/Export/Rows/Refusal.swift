internal import Formats

/// Why an example is in no file.
enum Refusal: Sendable, Hashable {
  /// It has neighbours on two sides.
  case bridge
  /// A turn of its conversation is withheld.
  case withheldTurn
  /// It resembles a held-out row, of which there are enough.
  case surplus
  /// The answer has nothing but space.
  case emptyAnswer
  /// Question and input have nothing but space.
  case emptyQuestion
  /// The model was cut off in the answer.
  case truncatedAnswer
  /// An earlier turn of its conversation is not selected or is refused.
  case brokenConversation
  /// It has more tokens than are allowed.
  case tooLong
  /// The format has no place for it.
  case misfit(Misfit)

  /// Every reason, in the order in which it is told.
  static let all: [Refusal] =
    [
      .bridge, .withheldTurn, .surplus, .emptyAnswer, .emptyQuestion, .truncatedAnswer,
      .brokenConversation, .tooLong,
    ] + Misfit.allCases.map { .misfit($0) }

  /// The name in the manifest.
  var name: String {
    switch self {
    case .bridge: "bridge"
    case .withheldTurn: "withheld_turn"
    case .surplus: "surplus"
    case .emptyAnswer: "empty_answer"
    case .emptyQuestion: "empty_question"
    case .truncatedAnswer: "truncated_answer"
    case .brokenConversation: "broken_conversation"
    case .tooLong: "too_long"
    case .misfit(let misfit): misfit.rawValue
    }
  }
}
