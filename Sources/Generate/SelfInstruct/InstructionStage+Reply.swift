internal import Base
internal import Engine
internal import Store

extension InstructionStage {
  /// Instructions of a numbered list.
  func instructions(
    _ reading: Reading, _ parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let items = NumberedList(reading.content, isContinued: model.isRaw).items
    guard !items.isEmpty else { throw UnreadableReply("the reply has no numbered instruction") }
    return items.enumerated().map { index, text in
      instruction(index, text, [:], reading, parents)
    }
  }

  private func instruction(
    _ ordinal: Int, _ text: String, _ attributes: JSON, _ reading: Reading,
    _ parents: [Draft.Parent]
  ) -> Draft {
    Draft(
      .instruction, text, attributes: attributes, language: model.language, parents: parents,
      origin: .unit(reading.unit, ordinal: ordinal), place: reading.place.below(ordinal))
  }

  /// Whole tasks: each instruction with its question, and its answer where it has one.
  func tasks(
    _ reading: Reading, _ parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let blocks = TaskBlocks(reading.content).blocks
    guard !blocks.isEmpty else { throw UnreadableReply("the reply has no labelled instruction") }
    var drafts: [Draft] = []
    for (ordinal, block) in blocks.enumerated() {
      let fault = block.fault.map { [JSON.Member("fault", .string($0))] } ?? []
      drafts.append(
        instruction(ordinal, block.instruction, .object(fault), reading, parents))
      let instance = InstanceDrafts(
        instruction: block.instruction, parent: .draft(.instruction, drafts.count - 1),
        language: model.language, reading: reading)
      drafts += instance.drafts(
        ordinal, .init(input: block.input, output: block.output.isEmpty ? nil : block.output),
        after: drafts.count, below: reading.place.below(ordinal))
    }
    return drafts
  }
}
