/// The card of a data set (Hugging Face, "Dataset Cards"): YAML, and some words.
struct DataCard {
  let data: DataSet

  var text: String {
    """
    ---
    \(head)
    ---

    # Instruction-tuning data

    \(rows) rows, generated or collected, curated and split with Seedbed. Each row is a \
    conversation in column `messages`.

    | split | rows |
    |---|---|
    \(data.splits.map { "| \($0) | \(count($0)) |" }.joined(separator: "\n"))

    `manifest.json` says how the rows were made, filtered and split, with the SHA-256 of each file;
    `lineage.jsonl` says of each row what it was made from.

    """
  }

  private var head: String {
    (languages + kind + configs + information).joined(separator: "\n")
  }

  private var languages: [String] {
    let codes = Set(data.languages.compactMap { DataCard.codes[$0.lowercased()] }).sorted()
    return codes.isEmpty ? [] : ["language:"] + codes.map { "- '\($0)'" }
  }

  private var kind: [String] {
    [
      "task_categories:", "- text-generation", "size_categories:", "- \(size)", "tags:",
      "- synthetic", "- instruction-tuning",
    ]
  }

  private var configs: [String] {
    ["configs:", "- config_name: default", "  default: true", "  data_files:"]
      + data.splits.flatMap { ["  - split: \($0)", "    path: data/\($0)-*"] }
  }

  /// The columns as the loader infers them, and what it counts.
  private var information: [String] {
    [
      "dataset_info:", "  features:", "  - name: messages", "    list:", "    - name: role",
      "      dtype: string", "    - name: content", "      dtype: string", "  splits:",
    ]
      + data.splits.flatMap {
        ["  - name: \($0)", "    num_bytes: \(bytes($0))", "    num_examples: \(count($0))"]
      } + ["  download_size: \(total)", "  dataset_size: \(total)"]
  }

  private var rows: Int { data.files.map(\.rows).reduce(0, +) }
  private var total: Int { data.files.map(\.bytes).reduce(0, +) }

  private func count(_ split: String) -> Int {
    data.files.filter { $0.split == split }.map(\.rows).reduce(0, +)
  }

  private func bytes(_ split: String) -> Int {
    data.files.filter { $0.split == split }.map(\.bytes).reduce(0, +)
  }

  private var size: String {
    let steps = [
      (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"),
      (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"),
    ]
    return steps.first { rows < $0.0 }?.1 ?? "10M<n<100M"
  }

  /// ISO 639-1 codes of languages as people name them in English.
  private static let codes = [
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "finnish": "fi", "french": "fr", "german": "de", "greek": "el",
    "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it",
    "japanese": "ja", "korean": "ko", "norwegian": "no", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv",
    "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
  ]
}
