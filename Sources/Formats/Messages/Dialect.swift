internal import Base

/// Appends the pieces that rows are made of.
enum Piece {
  /// Appends `text` as it is.
  static func raw(_ text: StaticString, to bytes: inout [UInt8]) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends `name`, which needs no escape, as a key, and `text` as its value.
  static func member(_ name: StaticString, _ text: String, to bytes: inout [UInt8]) {
    raw("\"", to: &bytes)
    raw(name, to: &bytes)
    raw("\":", to: &bytes)
    JSON.append(text, to: &bytes)
  }
}

/// What a list of messages calls its parts.
struct Dialect: Sendable {
  let role: StaticString
  let content: StaticString
  let system: StaticString
  let user: StaticString
  let assistant: StaticString

  static let openAI = Dialect(
    role: "role", content: "content", system: "system", user: "user", assistant: "assistant")
  static let shareGPT = Dialect(
    role: "from", content: "value", system: "system", user: "human", assistant: "gpt")

  /// Appends the list of all messages of `row`, or of those before its last answer.
  func append(_ row: TrainingRow, isPrompt: Bool = false, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    if let text = row.system {
      message(system, text, to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    for (index, turn) in row.turns.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      message(user, turn.prompt, to: &bytes)
      if isPrompt, index == row.turns.count - 1 { break }
      bytes.append(UInt8(ascii: ","))
      message(assistant, turn.answer, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Appends a list with one message of the assistant.
  func appendAnswer(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    message(assistant, text, to: &bytes)
    bytes.append(UInt8(ascii: "]"))
  }

  private func message(_ speaker: StaticString, _ text: String, to bytes: inout [UInt8]) {
    Piece.raw("{\"", to: &bytes)
    Piece.raw(role, to: &bytes)
    Piece.raw("\":\"", to: &bytes)
    Piece.raw(speaker, to: &bytes)
    Piece.raw("\",", to: &bytes)
    Piece.member(content, text, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
  }
}
