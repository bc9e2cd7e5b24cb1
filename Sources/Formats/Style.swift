/// What a format is told besides the rows.
public struct Style: Sendable, Hashable {
  /// How a conversation is written as one text; nil leaves texts as they are.
  public var template: ChatTemplate?
  /// Whether prompts and completions are lists of messages and not texts.
  public var isConversational = false
  /// Where random draws start, such as that of a row's layout.
  public var seed = 0
  /// Columns that are in every row because some row needs them.
  public var columns: Set<Column> = []

  /// A column that only some data need.
  public enum Column: String, Sendable, CaseIterable {
    /// Some row has a system prompt.
    case system
    /// Some row has several turns.
    case history
  }

  /// A part of the style that can be asked for.
  public enum Choice: Sendable {
    case template, conversational
  }

  /// The plain style.
  public init() {}
}
