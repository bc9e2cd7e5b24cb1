internal import Base

extension Format {
  /// A repository of Hugging Face: numbered files in `data`, and a README with the card's YAML.
  static let huggingFace = Format(
    name: "hf",
    summary: """
      Rows as in messages, in data/train-00000-of-00001.jsonl and so on, and a README.md whose \
      card names the files and the columns: a folder that datasets loads and the Hub shows.
      """,
    loss: messages.loss,
    signature: messages.signature,
    path: { "data/\($0).jsonl" }, shardBytes: 512_000_000,
    append: messages.append, read: messages.read,
    companions: { [Companion(path: "README.md", text: DataCard(data: $0).text)] })
}
