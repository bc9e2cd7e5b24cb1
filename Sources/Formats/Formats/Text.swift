extension Format {
  /// Whole texts, rendered by a chat template.
  static let text = Format(
    name: "text",
    summary: """
      A row is {"text": …}, a conversation rendered by --template. Read by TRL, Axolotl (type \
      completion), MLX-LM, torchtune and Together. A row that holds a mark of the template is \
      refused.
      """,
    loss: "Every trainer computes the loss on the whole text.",
    signature: ["text"],
    choices: [.template],
    usual: {
      var style = Style()
      style.template = .chatML
      return style
    }(),
    misfit: { row, style in (style.template ?? .chatML).refusal(of: row) },
    append: { row, style, bytes in
      let (prompt, completion) = (style.template ?? .chatML).render(row)
      Piece.raw("{", to: &bytes)
      Piece.member("text", prompt + completion, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let columns = try Columns(row, known: ["text"], &notes)
      let text = try columns.filled("text")
      if let row = ChatTemplate.recognized(text) { return row }
      notes.append(
        RowFault(
          "unknown_template", "no template of ours parts the text into turns", isWarning: true))
      return TrainingRow(turns: [.init(question: "", answer: text)])
    })
}
