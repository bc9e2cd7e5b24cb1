/// Reasoning that stands inline before an answer.
enum Reasoning {
  /// `content` as reasoning and answer.
  ///
  /// `<think>…</think>` at the start is reasoning; without its end, all of the text is. Chat
  /// templates that write the `<think>` themselves leave only a line `</think>` in the reply: what
  /// stands before it is reasoning too.
  static func split(_ content: String) -> (reasoning: String?, answer: String) {
    let text = content.drop { $0.isWhitespace }
    for tag in ["think", "thinking"] where text.hasPrefix("<\(tag)>") {
      let inside = text.dropFirst(tag.count + 2)
      guard let end = inside.place(of: "</\(tag)>") else { return (trim(inside), "") }
      return (trim(inside[..<end.lowerBound]), String(lead(inside[end.upperBound...])))
    }
    guard let end = closingLine(content) else { return (nil, content) }
    return (trim(content[..<end.lowerBound]), String(lead(content[end.upperBound...])))
  }

  /// The first line that is `</think>` and nothing else, if no `<think>` stands before it.
  private static func closingLine(_ text: String) -> Range<String.Index>? {
    guard let end = text[...].place(of: "</think>"),
      text[..<end.lowerBound].place(of: "<think>") == nil
    else { return nil }
    let before = text[..<end.lowerBound].last
    let after = text[end.upperBound...].first
    let isAlone = (before?.isNewline ?? true) && (after?.isNewline ?? true)
    return isAlone ? end : nil
  }

  private static func lead(_ text: Substring) -> Substring { text.drop { $0.isWhitespace } }

  private static func trim(_ text: Substring) -> String? {
    var text = lead(text)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text.isEmpty ? nil : String(text)
  }
}
