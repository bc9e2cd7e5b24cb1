internal import Curate

/// The examples that can be exported, without their texts.
struct Gathered: Sendable {
  /// In canonical order.
  var members: [Member] = []
  /// The sides that the keys of the members' questions say; nothing when there is no split.
  var hashed: [Side] = []
  /// The tokens of the members' questions; nothing when there is no split.
  var sequences = TokenSequences()
  /// What else ties the members together.
  var links = Links()
  /// The turns before each member that is a later turn, the first one first.
  var earlier: [Int: [Member]] = [:]
  /// The answers that a later member goes on from.
  var followed: Set<Int> = []
  /// The plans that made the members.
  var plans: Set<Int> = []
  /// The models that imported answers name.
  var importedModels: Set<String> = []
  /// How many examples were refused, by reason.
  var refused: [Refusal: Int] = [:]

  /// The ids of a question and an answer to it.
  struct Member: Sendable, Hashable {
    let question: Int
    let answer: Int
  }

  /// Gives the memory back that only the split needs.
  mutating func forgetSplit() {
    hashed = []
    sequences = TokenSequences()
    links = Links()
  }
}

/// Why an example is in no file.
enum Refusal: String, Sendable, CaseIterable {
  /// It has neighbours on two sides.
  case bridge
  /// A turn of its conversation is withheld.
  case withheldTurn = "withheld_turn"
  /// The answer has nothing but space.
  case emptyAnswer = "empty_answer"
  /// Question and input have nothing but space.
  case emptyQuestion = "empty_question"
  /// An earlier turn of its conversation is not selected or is refused.
  case brokenConversation = "broken_conversation"
}
