import Base

/// What a model double answers to Self-Instruct's prompts, from the prompt alone.
public struct Apprentice: Sendable {
  /// Instructions in each reply.
  public var count: Int
  /// Words to write instructions with; few of them make many near-duplicates.
  public var words: [String]

  /// One that writes `count` instructions at a time.
  public init(count: Int = 4, words: [String] = Apprentice.english) {
    self.count = count
    self.words = words
  }

  /// Words of English.
  public static let english =
    "sort name write plan explain compare list describe words rivers songs bread maths stars paper ships trees birds clouds games stones lamps boats roads hills bees rain salt wind fire"
    .split(separator: " ").map(String.init)
  /// Words of Japanese.
  public static let japanese = [
    "文章を", "俳句を", "料理の", "手順を", "歴史を", "理由を", "違いを", "計画を", "短く", "丁寧に", "三つ", "表で", "説明して", "要約して",
    "比べて", "書いて", "考えて", "訳して", "並べて", "教えて",
  ]

  /// What it replies; nil leaves it to ``Question/answer``.
  public func reply(_ question: Question) -> String? {
    let prompt = question.prompt
    var random = SplitMix64(seed: question.hash)
    if Apprentice.lists.contains(where: { prompt.contains($0) }) {
      return list(&random)
    }
    if Apprentice.classifications.contains(where: { prompt.contains($0) }) {
      return ["yes", "No.", "yes, it is", "no"].randomElement(using: &random)
    }
    if prompt.contains("Class label:") {
      return "Class label: one\nInput: \(sentence(&random))\nClass label: two\n"
        + "Input: \(sentence(&random))"
    }
    if prompt.contains("Example 1") {
      return "Example 1\nInput: \(sentence(&random))\nOutput: \(sentence(&random))"
    }
    if prompt.contains("Go on in the same form") { return blocks(&random) }
    return nil
  }

  /// How prompts ask for instructions, each language in its way.
  private static let lists = [
    "Go on with the list", "No two are alike", "一覧の続きとして", "목록을 이어서", "请接着往下列",
  ]
  /// How they ask whether one is a classification.
  private static let classifications = [
    "Is this a classification task", "Classification:", "yes か no", "yes 또는 no", "yes 或 no",
  ]

  private func list(_ random: inout SplitMix64) -> String {
    (0..<count).map { "\($0 + 9). \(sentence(&random))" }.joined(separator: "\n")
  }

  private func blocks(_ random: inout SplitMix64) -> String {
    (0..<count).map {
      "###\n\($0 + 4). Instruction: \(sentence(&random))\n\($0 + 4). Input:\n<noinput>\n"
        + "\($0 + 4). Output:\n\(sentence(&random))"
    }.joined(separator: "\n")
  }

  private func sentence(_ random: inout SplitMix64) -> String {
    let space = words == Apprentice.japanese ? "" : " "
    return (0..<Int.random(in: 5...9, using: &random)).map { _ in
      words.randomElement(using: &random) ?? "word"
    }.joined(separator: space) + (space.isEmpty ? "。" : ".")
  }

  /// A double that answers like this, with `faults`.
  public func double(
    latency: Int = 0, faults: @escaping @Sendable (Int, HTTPRequest) -> Fault? = { _, _ in nil }
  ) throws -> ModelDouble {
    try ModelDouble {
      $0.latency = latency
      $0.answer = reply
      $0.faults = faults
    }
  }
}
