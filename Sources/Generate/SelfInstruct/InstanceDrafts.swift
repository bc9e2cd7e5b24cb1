internal import Base
internal import Engine
internal import Store

/// How an instance of an instruction is stored: a question and, where there is one, its answer.
struct InstanceDrafts {
  let instruction: String
  let parent: Draft.Parent
  let language: String?
  let reading: Reading

  /// The drafts of instance number `ordinal`, of which `count` drafts come before in the batch.
  func drafts(
    _ ordinal: Int, _ instance: Instances.Instance, after count: Int, below place: Place
  ) -> [Draft] {
    let input = instance.input ?? ""
    let question = Draft(
      .question, instruction,
      attributes: input.isEmpty ? [:] : ["input": .string(input)], language: language,
      parents: [parent], origin: .unit(reading.unit, ordinal: ordinal),
      place: place.below(ordinal))
    guard let output = instance.output, !output.isEmpty else { return [question] }
    return [
      question,
      Draft(
        .answer, output, language: language, parents: [.draft(.question, count)],
        origin: .unit(reading.unit, ordinal: ordinal), place: question.place.below(0)),
    ]
  }
}
