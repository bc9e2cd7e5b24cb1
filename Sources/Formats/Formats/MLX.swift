extension Format {
  /// MLX-LM's folder: the same rows as ``messages`` under the names that it looks for.
  static let mlx = Format(
    name: "mlx",
    summary: """
      Rows as in messages, in train.jsonl, valid.jsonl and test.jsonl, which are the names that \
      MLX-LM opens in a folder given as --data.
      """,
    loss: "MLX-LM computes the loss on the whole text unless --mask-prompt is given.",
    signature: messages.signature,
    path: { $0 == "validation" ? "valid.jsonl" : "\($0).jsonl" },
    append: messages.append, read: messages.read)
}
