internal import Base

extension Format {
  /// LLaMA-Factory's folder: rows as in ``messages``, and `dataset_info.json`.
  ///
  /// `formatting: openai` would add "detailed thinking off" to every system prompt (0.9.5), so the
  /// rows are described as ShareGPT's with other names. Where `columns` or `tags` are given, what
  /// they leave out has no default, so all are written.
  static let llamaFactory = Format(
    name: "llamafactory",
    summary: """
      Rows as in messages, and a dataset_info.json that describes them to LLaMA-Factory: its \
      dataset_dir is the folder, its datasets are seedbed_train, seedbed_validation and seedbed_test.
      """,
    loss: "LLaMA-Factory computes the loss on the assistant's messages.",
    signature: messages.signature, append: messages.append, read: messages.read,
    companions: { data in
      let entries = data.files.map { file in
        JSON.Member("seedbed_\(file.split)", description(of: file))
      }
      return [
        Companion(path: "dataset_info.json", text: JSON.object(entries).indented + "\n")
      ]
    })

  private static func description(of file: DataSet.File) -> JSON {
    [
      "file_name": .string(file.path), "formatting": "sharegpt",
      "columns": ["messages": "messages"],
      "tags": [
        "role_tag": "role", "content_tag": "content", "user_tag": "user",
        "assistant_tag": "assistant", "system_tag": "system",
      ],
    ]
  }
}
