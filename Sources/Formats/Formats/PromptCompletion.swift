internal import Base

extension Format {
  /// Prompts apart from completions, as TRL reads them.
  static let promptCompletion = Format(
    name: "prompt-completion",
    summary: """
      A row is {"prompt": …, "completion": …}: texts as they are, texts rendered by --template, or \
      with --conversational lists of messages. Read by TRL, MLX-LM and Together. TRL joins plain \
      texts without a space, so give it --conversational or a template.
      """,
    loss: "TRL computes the loss on the completion alone; MLX-LM with --mask-prompt.",
    signature: ["prompt", "completion"],
    choices: [.template, .conversational],
    misfit: { row, style in
      if style.isConversational { return nil }
      if let template = style.template { return template.refusal(of: row) }
      if row.system != nil { return .noPlaceForSystem }
      if row.turns.count > 1 { return .noPlaceForTurns }
      return row.last.isTakenForAnother ? .ambiguousLayout : nil
    },
    append: { row, style, bytes in
      if style.isConversational {
        Piece.raw(#"{"prompt":"#, to: &bytes)
        Dialect.openAI.append(row, isPrompt: true, to: &bytes)
        Piece.raw(#","completion":"#, to: &bytes)
        Dialect.openAI.appendAnswer(row.last.answer, to: &bytes)
      } else {
        let texts =
          style.template?.render(row) ?? (prompt: row.last.prompt, completion: row.last.answer)
        Piece.raw("{", to: &bytes)
        Piece.member("prompt", texts.prompt, to: &bytes)
        Piece.raw(",", to: &bytes)
        Piece.member("completion", texts.completion, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let columns = try Columns(row, known: ["prompt", "completion", "tools"], &notes)
      return try columns.conversation("prompt", "completion")
    })
}

extension Columns {
  /// The row of a prompt and its completion, which are both texts or both lists of messages.
  func conversation(_ prompt: String, _ completion: String) throws(RowFault) -> TrainingRow {
    guard case .array? = self[prompt] else {
      let (question, answer) = (try filled(prompt), try filled(completion))
      if let row = ChatTemplate.recognized(question + answer) { return row }
      return TrainingRow(turns: [.init(question: question, answer: answer)])
    }
    let reader = MessageReader.openAI
    let asked = try reader.messages(self[prompt], prompt)
    let answers = try reader.messages(self[completion], completion)
    guard asked.last?.speaker != .assistant, asked.last?.speaker != .system else {
      throw RowFault("broken_alternation", "\(prompt) does not end with a message of the user")
    }
    guard answers.first?.speaker == .assistant else {
      throw RowFault("broken_alternation", "\(completion) does not begin with the assistant")
    }
    return try reader.row(of: asked + answers)
  }
}
