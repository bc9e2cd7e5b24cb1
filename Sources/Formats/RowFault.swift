/// What is wrong with a row of a training file.
public struct RowFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The class, by which faults are counted: `missing_content`.
  ///
  /// Classes that OpenAI's cookbook has keep the names they have there.
  public let name: String
  /// What is wrong, as a sentence without its full stop.
  public let problem: String
  /// True for what a trainer takes, though perhaps not as it is meant.
  public let isWarning: Bool

  /// A fault of the class `name`.
  public init(_ name: String, _ problem: String, isWarning: Bool = false) {
    self.name = name
    self.problem = problem
    self.isWarning = isWarning
  }

  /// The class and the sentence.
  public var description: String { "\(name): \(problem)" }
}

/// Why a row cannot be written in a format.
public enum Misfit: String, Sendable, CaseIterable {
  /// The format has no place for a system prompt.
  case noPlaceForSystem = "no_place_for_system"
  /// The format has no place for several turns.
  case noPlaceForTurns = "no_place_for_turns"
  /// A text holds a sign by which the template tells speakers apart.
  case templateMarker = "template_marker"
  /// No layout can be read back without a doubt.
  case ambiguousLayout = "ambiguous_layout"
  /// The question has no worse answer.
  case noPreference = "no_preference"
}
