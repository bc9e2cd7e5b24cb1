internal import Base

/// What a model family's chat template puts around the turns of a conversation.
///
/// The token that begins a text (`<s>`, `<|begin_of_text|>` …) is left out: servers add it themselves,
/// and twice it spoils what the model writes.
public struct ChatTemplate: Sendable, Hashable {
  /// The family's name.
  public var family: String
  /// What stands before and after a system text; nil where there is no such turn, and the text goes
  /// into the user's.
  var system: Around?
  /// What stands before the first user turn where no system text is given, such as a stock one.
  var stock = ""
  /// What stands before and after a user turn.
  var user: Around
  /// What stands before and after an assistant's turn.
  var assistant: Around
  /// Where a turn ends, in case the server lets such tokens through.
  var stops: [String]

  /// What stands around a text.
  struct Around: Sendable, Hashable {
    var before: String
    var after: String

    init(_ before: String, _ after: String) { (self.before, self.after) = (before, after) }
  }

  /// The beginning of a conversation up to where the user's next turn begins (Magpie, Xu and others
  /// 2024, section 2: the pre-query template).
  func preQuery(system text: String?, after history: [Turn] = []) -> String {
    var prompt = text.flatMap { text in system.map { $0.before + text + $0.after } } ?? stock
    // A family without system turns has the text at the beginning of the first user turn.
    var lead = system == nil ? text.map { $0 + "\n\n" } ?? "" : ""
    for turn in history {
      prompt += user.before + lead + turn.question + user.after
      prompt += assistant.before + turn.answer + assistant.after
      lead = ""
    }
    return prompt + user.before + lead
  }

  /// All of it as one text, which a plan keeps.
  var text: String {
    let parts: [(String, String)] = [
      ("stock", stock), ("system", system.map { "\($0.before)…\($0.after)" } ?? "none"),
      ("user", "\(user.before)…\(user.after)"),
      ("assistant", "\(assistant.before)…\(assistant.after)"),
    ]
    return JSON.object(parts.map { JSON.Member($0.0, .string($0.1)) }).text
  }

  /// A user's turn as the model wrote it, without what no user writes: what follows a mark of the
  /// template, and with `isFirstLine` what follows the first line.
  func turn(in reply: String, isFirstLine: Bool) -> String {
    var text = reply
    let marks = stops + [user.after, assistant.before, user.before].map(\.trimmed)
    for mark in marks where !mark.isEmpty {
      if let range = text.firstRange(of: mark) { text = String(text[..<range.lowerBound]) }
    }
    text = text.trimmed
    return isFirstLine ? String(text.prefix { !$0.isNewline }).trimmed : text
  }
}
