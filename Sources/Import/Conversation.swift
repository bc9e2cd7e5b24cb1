internal import Base
internal import Formats

/// The messages of a row: OpenAI's chat form, ShareGPT's, and prompt/completion as lists.
///
/// ```json
/// {"messages": [{"role": "user", "content": "Why?"}, {"role": "assistant", "content": "…"}]}
/// {"conversations": [{"from": "human", "value": "Why?"}, {"from": "gpt", "value": "…"}]}
/// ```
struct Conversation {
  /// In their order.
  private let messages: [Message]
  /// The row's other columns.
  let rest: [JSON.Member]
  /// Where among them the messages stood.
  let place: Int

  /// The messages in `columns`; nil if there are none.
  init?(_ columns: [JSON.Member], _ names: ColumnNames) throws(Fault) {
    guard let place = columns.firstIndex(where: { Conversation.holdsMessages($0, names) }) else {
      return nil
    }
    var messages: [Message] = []
    for column in columns where Conversation.holdsMessages(column, names) {
      for value in column.value.array ?? [] { messages.append(try Message(value, column.name)) }
    }
    self.messages = messages
    rest = columns.filter { !Conversation.holdsMessages($0, names) }
    self.place = min(place, rest.count)
    guard messages.prefix(while: { $0.speaker == .system }).count < 2 else {
      throw Fault("the row has several system messages: join them")
    }
  }

  private static func holdsMessages(_ column: JSON.Member, _ names: ColumnNames) -> Bool {
    guard case .array = column.value else { return false }
    if column.name == "messages" || column.name == "conversations" { return true }
    let part = names[column.name]?.part
    return part == .question || part == .answer
  }

  /// The messages but for a system prompt at the beginning.
  private var turns: ArraySlice<Message> { messages.drop { $0.speaker == .system } }

  /// True if there is more than one question and its answer.
  var isLong: Bool { turns.count > 2 }

  /// The columns with a question, an answer and a system prompt in place of the messages.
  ///
  /// - Throws: ``Fault`` for messages that are more than one question and its answer.
  func unfolded(_ names: ColumnNames) throws(Fault) -> [JSON.Member] {
    switch turns.map(\.speaker) {
    case [.user], [.user, .assistant]: break
    case [.assistant] where !rest.isEmpty: break
    case []: throw Fault("the list of messages has no message of a user")
    default:
      throw Fault(
        "the row has \(turns.count) messages that are not one question and its answer")
    }
    var columns = rest
    columns.insert(
      contentsOf: messages.map { JSON.Member($0.speaker.column(names), .string($0.text)) },
      at: place)
    return columns
  }

  /// The messages as turns.
  ///
  /// - Throws: ``Fault`` unless user and assistant take turns and the assistant is the last.
  func row() throws(Fault) -> TrainingRow {
    var row = TrainingRow(system: messages.first { $0.speaker == .system }?.text, turns: [])
    var question: String?
    for (index, message) in zip(messages.indices, messages) where message.speaker != .system {
      switch (message.speaker, question) {
      case (.user, nil): question = message.text
      case (.assistant, let asked?):
        row.turns.append(TrainingRow.Turn(question: asked, answer: message.text))
        question = nil
      default:
        throw Fault("message \(index + 1) is out of turn: a user's and an assistant's alternate")
      }
    }
    if let index = messages.dropFirst().firstIndex(where: { $0.speaker == .system }) {
      throw Fault("message \(index + 1) is a system prompt and not the first")
    }
    guard question == nil else { throw Fault("the last message is not the assistant's") }
    return row
  }

  /// The text of a column that is one message of the assistant, or a text.
  static func answer(_ column: JSON.Member) throws(Fault) -> String {
    if let text = column.value.string { return text }
    guard let list = column.value.array, list.count == 1 else {
      throw Fault("the column \(column.name) is neither a text nor a list of one message")
    }
    let message = try Message(list[0], column.name)
    guard message.speaker == .assistant else {
      throw Fault("the message in column \(column.name) is not the assistant's")
    }
    return message.text
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
      try Message.refuseMore(value, column)
      self.speaker = speaker
      self.text = text
    }

    /// Throws for what a message says besides its text: it would be lost.
    private static func refuseMore(_ message: JSON, _ column: String) throws(Fault) {
      for member in message.object ?? [] {
        switch (member.name, member.value) {
        case ("role", _), ("content", _), ("from", _), ("value", _), (_, .null): continue
        // What is usual says nothing, and empty lists are what tables put where nothing is.
        case ("weight", let weight) where weight.int == 1: continue
        case (_, .array(let elements)) where elements.isEmpty: continue
        default:
          throw Fault(
            "a message in column \(column) has the key \(member.name), which cannot be kept: "
              + "remove it")
        }
      }
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
