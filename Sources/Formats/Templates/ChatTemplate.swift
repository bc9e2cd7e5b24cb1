/// How a conversation is written as one text, as a family of models was trained on it.
///
/// No mark for the beginning of a text is written: tokenizers add it.
public struct ChatTemplate: Sendable, Hashable {
  /// What `--template` calls it.
  public let name: String
  /// Who reads it.
  public let summary: String
  /// Texts that tell speakers apart: a row that holds one is refused.
  let markers: [String]
  /// Why a row cannot be written, besides markers.
  let misfit: @Sendable (TrainingRow) -> Misfit?
  /// The text up to where the last answer begins, and the rest.
  let render: @Sendable (TrainingRow) -> (prompt: String, completion: String)
  /// The row that a text was rendered from; nil if it was not.
  let parse: @Sendable (String) -> TrainingRow?

  /// Templates are what they are called.
  public static func == (left: ChatTemplate, right: ChatTemplate) -> Bool {
    left.name == right.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ChatTemplate {
  /// Every template, the usual one first.
  public static let all: [ChatTemplate] = [chatML, llama3, gemma, mistral, phi3, zephyr, alpaca]

  /// The template called `name`, or nil.
  public init?(named name: String) {
    guard let template = ChatTemplate.all.first(where: { $0.name == name }) else { return nil }
    self = template
  }

  /// Why `row` cannot be written so that it can be read back.
  func refusal(of row: TrainingRow) -> Misfit? {
    if let misfit = misfit(row) { return misfit }
    let holdsMarker = row.texts.contains { text in markers.contains { text.holds($0) } }
    return holdsMarker ? .templateMarker : nil
  }

  /// The row that `text` was rendered from, and by which template.
  static func recognized(_ text: String) -> TrainingRow? {
    for template in all {
      if let row = template.parse(text) { return row }
    }
    return nil
  }
}

extension String {
  /// Whether the bytes of `part` are in this text; parts are short, and not empty.
  func holds(_ part: String) -> Bool { offset(of: part) != nil }

  /// Where the bytes of `part` first begin, as an index of the UTF-8 view.
  func offset(of part: String, from start: String.Index? = nil) -> String.Index? {
    let (text, wanted) = (utf8, part.utf8)
    guard let first = wanted.first else { return nil }
    var place = start ?? text.startIndex
    while let next = text[place...].firstIndex(of: first) {
      if text[next...].starts(with: wanted) { return next }
      place = text.index(after: next)
    }
    return nil
  }
}
