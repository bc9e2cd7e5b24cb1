extension Format {
  /// ShareGPT's conversations.
  static let shareGPT = Format(
    name: "sharegpt",
    summary: """
      A row is {"conversations": [{"from": …, "value": …}, …]} with system (where there is one), \
      human and gpt. Read by LLaMA-Factory, torchtune and Unsloth; TRL does not map the names.
      """,
    loss: "LLaMA-Factory and torchtune compute the loss on the turns of gpt.",
    signature: ["conversations"],
    append: { row, _, bytes in
      Piece.raw(#"{"conversations":"#, to: &bytes)
      Dialect.shareGPT.append(row, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let columns = try Columns(row, known: ["conversations", "system", "tools"], &notes)
      var result = try MessageReader.shareGPT.conversation(
        columns["conversations"], "conversations")
      let system = try columns.optional("system")
      result.system = result.system ?? system
      return result
    })
}
