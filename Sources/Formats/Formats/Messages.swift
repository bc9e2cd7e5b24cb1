internal import Base

extension Format {
  /// OpenAI's chat format, which nearly every trainer reads.
  ///
  /// Every row has the one key `messages`, so the first row has all keys that any row has.
  static let messages = Format(
    name: "messages",
    summary: """
      A row is {"messages": [{"role": …, "content": …}, …]} with the roles system (where there is \
      one), user and assistant. Read by TRL, Axolotl, MLX-LM, Together, Azure and others.
      """,
    loss: """
      TRL computes the loss on the whole text unless assistant_only_loss is set; Axolotl and \
      Mistral on the assistant's messages; MLX-LM on everything unless --mask-prompt is given.
      """,
    signature: ["messages"],
    append: { row, _, bytes in
      Piece.raw(#"{"messages":"#, to: &bytes)
      Dialect.openAI.append(row, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let columns = try Columns(row, known: messageColumns, &notes)
      return try MessageReader.openAI.conversation(columns["messages"], "messages")
    })

  /// What a row of messages may have besides them.
  static let messageColumns = ["messages", "tools", "parallel_tool_calls", "functions"]
}
