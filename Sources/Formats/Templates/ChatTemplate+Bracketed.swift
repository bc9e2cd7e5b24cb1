/// What stands before and after a speaker's text.
struct Brackets: Sendable {
  let before: String
  let after: String

  /// `text` between the brackets.
  func around(_ text: String) -> String { before + text + after }
}

extension ChatTemplate {
  /// A template that puts each text between its speaker's brackets.
  init(
    _ name: String, _ summary: String, markers: [String], system: Brackets?, user: Brackets,
    assistant: Brackets
  ) {
    self.init(
      name: name, summary: summary, markers: markers,
      misfit: { row in row.system != nil && system == nil ? .noPlaceForSystem : nil },
      render: { row in
        var prompt = row.system.flatMap { system?.around($0) } ?? ""
        for turn in row.turns.dropLast() {
          prompt += user.around(turn.prompt) + assistant.around(turn.answer)
        }
        prompt += user.around(row.last.prompt) + assistant.before
        return (prompt, row.last.answer + assistant.after)
      },
      parse: { text in
        var rest = text[...]
        let first = system.flatMap { rest.take($0) }
        var turns: [TrainingRow.Turn] = []
        while !rest.isEmpty {
          guard let question = rest.take(user), let answer = rest.take(assistant) else {
            return nil
          }
          turns.append(TrainingRow.Turn(question: question, answer: answer))
        }
        return turns.isEmpty ? nil : TrainingRow(system: first, turns: turns)
      })
  }
}

extension Substring {
  /// Takes a text between `brackets` from the beginning; nil if there is none.
  ///
  /// Bytes are compared and not characters: an accent after a bracket would hide it.
  fileprivate mutating func take(_ brackets: Brackets) -> String? {
    guard utf8.starts(with: brackets.before.utf8) else { return nil }
    let text = String(self)
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: brackets.before.utf8.count)
    guard let end = text.offset(of: brackets.after, from: start) else { return nil }
    let next = text.utf8.index(end, offsetBy: brackets.after.utf8.count)
    self = Substring(text.utf8[next...])
    return String(Substring(text.utf8[start..<end]))
  }
}

extension ChatTemplate {
  static let chatML = ChatTemplate(
    "chatml", "Qwen, Yi, SmolLM and others.", markers: ["<|im_start|>", "<|im_end|>"],
    system: Brackets(before: "<|im_start|>system\n", after: "<|im_end|>\n"),
    user: Brackets(before: "<|im_start|>user\n", after: "<|im_end|>\n"),
    assistant: Brackets(before: "<|im_start|>assistant\n", after: "<|im_end|>\n"))

  static let llama3 = ChatTemplate(
    "llama-3", "Llama 3 and later.",
    markers: ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
    system: Brackets(
      before: "<|start_header_id|>system<|end_header_id|>\n\n", after: "<|eot_id|>"),
    user: Brackets(before: "<|start_header_id|>user<|end_header_id|>\n\n", after: "<|eot_id|>"),
    assistant: Brackets(
      before: "<|start_header_id|>assistant<|end_header_id|>\n\n", after: "<|eot_id|>"))

  static let gemma = ChatTemplate(
    "gemma", "Gemma; it knows no system prompt.", markers: ["<start_of_turn>", "<end_of_turn>"],
    system: nil, user: Brackets(before: "<start_of_turn>user\n", after: "<end_of_turn>\n"),
    assistant: Brackets(before: "<start_of_turn>model\n", after: "<end_of_turn>\n"))

  static let mistral = ChatTemplate(
    "mistral", "Mistral's instruct models; no system prompt.",
    markers: ["[INST]", "[/INST]", "</s>"], system: nil,
    user: Brackets(before: "[INST] ", after: " [/INST]"),
    assistant: Brackets(before: " ", after: "</s>"))

  static let phi3 = ChatTemplate(
    "phi-3", "Phi 3 and 4.", markers: ["<|system|>", "<|user|>", "<|assistant|>", "<|end|>"],
    system: Brackets(before: "<|system|>\n", after: "<|end|>\n"),
    user: Brackets(before: "<|user|>\n", after: "<|end|>\n"),
    assistant: Brackets(before: "<|assistant|>\n", after: "<|end|>\n"))

  static let zephyr = ChatTemplate(
    "zephyr", "Zephyr, TinyLlama.",
    markers: ["<|system|>", "<|user|>", "<|assistant|>", "</s>"],
    system: Brackets(before: "<|system|>\n", after: "</s>\n"),
    user: Brackets(before: "<|user|>\n", after: "</s>\n"),
    assistant: Brackets(before: "<|assistant|>\n", after: "</s>\n"))
}
