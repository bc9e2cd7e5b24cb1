internal import Base

/// Reads lists of messages by the rules of their dialect.
///
/// The classes of faults are those of OpenAI's cookbook ("Data preparation and analysis for chat
/// model fine-tuning"); alternation is what LLaMA-Factory, Together, Mistral and Bedrock demand.
struct MessageReader {
  let dialect: Dialect
  let allowed: Set<String>
  private let role: String
  private let content: String

  /// A reader of messages whose keys are the dialect's and those `allowed`.
  init(_ dialect: Dialect, allowed: Set<String> = []) {
    self.dialect = dialect
    self.allowed = allowed
    role = "\(dialect.role)"
    content = "\(dialect.content)"
  }

  /// OpenAI's messages.
  static let openAI = MessageReader(
    .openAI, allowed: ["name", "weight", "tool_calls", "tool_call_id", "function_call"])
  /// ShareGPT's turns.
  static let shareGPT = MessageReader(.shareGPT)

  /// One message that was read.
  struct Message {
    let speaker: Speaker
    let text: String
  }

  /// Who says a message; a tool's result is a turn of the other side.
  enum Speaker { case system, user, assistant, tool }

  /// The messages of a list.
  func messages(_ value: JSON?, _ column: String) throws(RowFault) -> [Message] {
    guard let list = value?.array, !list.isEmpty else {
      throw RowFault("missing_messages_list", "\(column) is no list of messages")
    }
    var messages: [Message] = []
    for (index, value) in list.enumerated() {
      let place = "message \(index + 1)"
      let message = try message(value, place)
      guard message.speaker != .system || index == 0 else {
        throw RowFault("broken_alternation", "\(place) is a system prompt and not the first")
      }
      messages.append(message)
    }
    return messages
  }

  /// A whole conversation: alternating, and with the assistant's word last.
  func conversation(_ value: JSON?, _ column: String) throws(RowFault) -> TrainingRow {
    try row(of: try messages(value, column))
  }

  /// The messages as turns.
  func row(of messages: [Message]) throws(RowFault) -> TrainingRow {
    guard messages.contains(where: { $0.speaker == .assistant }) else {
      throw RowFault("example_missing_assistant_message", "no message is the assistant's")
    }
    let system = messages.first.flatMap { $0.speaker == .system ? $0.text : nil }
    var turns: [TrainingRow.Turn] = []
    var question: String?
    for message in messages.dropFirst(system == nil ? 0 : 1) {
      switch (message.speaker, question) {
      case (.assistant, let asked?):
        turns.append(TrainingRow.Turn(question: asked, answer: message.text))
        question = nil
      case (.user, nil), (.tool, nil): question = message.text
      // Results of several calls come one after the other.
      case (.tool, let before?): question = before + "\n" + message.text
      default: throw MessageReader.broken(message.speaker, asked: question != nil)
      }
    }
    guard question == nil else {
      throw RowFault("broken_alternation", "the last message is not the assistant's")
    }
    return TrainingRow(system: system, turns: turns)
  }

  private static func broken(_ speaker: Speaker, asked: Bool) -> RowFault {
    RowFault(
      "broken_alternation",
      asked
        ? "two messages of the user follow each other"
        : "the assistant speaks \(speaker == .assistant ? "without a question" : "out of turn")")
  }
}

extension MessageReader {
  private func message(_ value: JSON, _ place: String) throws(RowFault) -> Message {
    guard case .object(let members) = value else {
      throw RowFault("data_type", "\(place) is \(value.noun), not an object")
    }
    for member in members where !allowed.contains(member.name) {
      guard member.name == role || member.name == content else {
        throw RowFault("message_unrecognized_key", "\(place) has the key \(member.name)")
      }
    }
    guard let name = value[role]?.string else {
      throw RowFault("message_missing_key", "\(place) has no \(role)")
    }
    guard let speaker = speaker(name) else {
      throw RowFault("unrecognized_role", "\(place) is of \(name)")
    }
    try checkWeight(value["weight"], speaker, place)
    return Message(speaker: speaker, text: try text(value, speaker, place))
  }

  private func speaker(_ name: String) -> Speaker? {
    switch name {
    case "\(dialect.system)": .system
    case "\(dialect.user)": .user
    case "\(dialect.assistant)": .assistant
    case "tool" where allowed.contains("tool_calls"): .tool
    case "observation" where !allowed.contains("tool_calls"): .tool
    case "function_call" where !allowed.contains("tool_calls"): .assistant
    default: nil
    }
  }

  private func text(
    _ message: JSON, _ speaker: Speaker, _ place: String
  ) throws(RowFault) -> String {
    if speaker == .assistant, let calls = message["tool_calls"], calls.array?.isEmpty == false {
      return message[content]?.string ?? calls.text
    }
    guard let value = message[content] else {
      throw RowFault("message_missing_key", "\(place) has no \(content)")
    }
    guard let text = value.string else {
      throw RowFault("missing_content", "the \(content) of \(place) is \(value.noun), not a text")
    }
    guard !text.isBlank else {
      throw RowFault("missing_content", "the \(content) of \(place) is empty")
    }
    return text
  }

  private func checkWeight(
    _ weight: JSON?, _ speaker: Speaker, _ place: String
  ) throws(RowFault) {
    guard let weight else { return }
    guard speaker == .assistant, weight.int == 0 || weight.int == 1 else {
      throw RowFault(
        "data_type", "the weight of \(place) is \(weight.text): only an assistant's is 0 or 1")
    }
  }
}
