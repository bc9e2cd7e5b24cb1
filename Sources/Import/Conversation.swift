internal import Base

/// Rows whose texts are lists of messages: OpenAI's chat form, ShareGPT's, and prompt/completion.
///
/// ```json
/// {"messages": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "…"}]}
/// {"conversations": [{"from": "human", "value": "Why?"}, {"from": "gpt", "value": "…"}]}
/// ```
enum Conversation {
  /// `columns` with a question, an answer and a system prompt in place of the messages.
  ///
  /// - Throws: ``Fault`` for messages that are more than one question and its answer.
  static func unfolded(
    _ columns: [JSON.Member], _ names: ColumnNames
  ) throws(Fault) -> [JSON.Member] {
    guard let place = columns.firstIndex(where: { holdsMessages($0, names) }) else {
      return columns
    }
    var messages: [Message] = []
    for column in columns where holdsMessages(column, names) {
      for value in column.value.array ?? [] { messages.append(try Message(value, column.name)) }
    }
    var rest = columns
    rest.removeAll { holdsMessages($0, names) }
    let texts = try Conversation.columns(messages, names, hasMore: !rest.isEmpty)
    rest.insert(contentsOf: texts, at: min(place, rest.count))
    return rest
  }

  private static func holdsMessages(_ column: JSON.Member, _ names: ColumnNames) -> Bool {
    guard case .array = column.value else { return false }
    if column.name == "messages" || column.name == "conversations" { return true }
    let part = names[column.name]?.part
    return part == .question || part == .answer
  }

  /// The messages as columns; the system prompt, where there is one, comes first.
  private static func columns(
    _ messages: [Message], _ names: ColumnNames, hasMore: Bool
  ) throws(Fault) -> [JSON.Member] {
    let turns = messages.drop { $0.speaker == .system }
    switch turns.map(\.speaker) {
    case [.user], [.user, .assistant]: break
    case [.assistant] where hasMore: break
    case []: throw Fault("the list of messages has no message of a user")
    default:
      throw Fault(
        "the row has \(turns.count) messages that are not one question and its answer: "
          + "--as conversations, for several turns, is not there yet")
    }
    guard messages.count - turns.count < 2 else {
      throw Fault("the row has several system messages: join them")
    }
    return messages.map { JSON.Member($0.speaker.column(names), .string($0.text)) }
  }
}

extension Conversation {
  /// One message of a chat.
  struct Message {
    let speaker: Speaker
    let text: String

    init(_ value: JSON, _ column: String) throws(Fault) {
      guard let role = value["role"] ?? value["from"], let name = role.string,
        let content = value["content"] ?? value["value"], let text = content.string
      else {
        throw Fault(
          "a message in column \(column) has no text: each is an object with role and content")
      }
      guard let speaker = Speaker(name: name) else {
        throw Fault("a message in column \(column) is of \(name), not of a user or an assistant")
      }
      self.speaker = speaker
      self.text = text
    }
  }

  /// Who says a message.
  enum Speaker {
    case system, user, assistant

    init?(name: String) {
      switch name {
      case "system", "developer": self = .system
      case "user", "human": self = .user
      case "assistant", "gpt": self = .assistant
      default: return nil
      }
    }

    /// The column that the message takes the place of.
    func column(_ names: ColumnNames) -> String {
      switch self {
      case .system: names.first(.system)
      case .user: names.first(.question)
      case .assistant: names.first(.answer)
      }
    }
  }
}
