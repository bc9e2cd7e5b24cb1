internal import Curate
internal import Formats

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
  /// The members that are held out by number, with their sides.
  var heldOut: [Int: Side] = [:]
  /// Strata that have too few rows to hold out, with how many they have.
  var shortStrata: [String: Int] = [:]
  /// The turns before each member that is a later turn, the first one first.
  var earlier: [Int: [Member]] = [:]
  /// The answers that a later member goes on from.
  var followed: Set<Int> = []
  /// Members that have no worse answer where the format wants one, and can only be earlier turns.
  var unpreferred: Set<Int> = []
  /// The worse answers of members, for preference formats.
  var rejected: [Int: Int] = [:]
  /// The plans that made the members.
  var plans: Set<Int> = []
  /// The models that imported answers name.
  var importedModels: Set<String> = []
  /// The languages that were asked for.
  var languages: Set<String> = []
  /// The columns that some member needs.
  var columns: Set<Style.Column> = []
  /// How many examples were refused, by reason.
  var refused: [Refusal: Int] = [:]
  /// How many rows have more tokens than they should, where they are kept.
  var overLong = 0

  /// The ids of a question and an answer to it; or twice that of a seed task, with the number of one of its
  /// instances.
  struct Member: Sendable, Hashable {
    let question: Int
    let answer: Int
    var instance: Int?
  }

  /// Gives the memory back that only the split needs.
  mutating func forgetSplit() {
    hashed = []
    sequences = TokenSequences()
    links = Links()
  }
}
