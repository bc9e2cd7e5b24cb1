internal import Base
internal import Client
internal import Engine
internal import Store

extension InstructionStage {
  /// Draws the examples of the next request and plans it.
  func plan(_ state: inout InstructionPool?, below root: Artifact) -> UnitPlan? {
    guard let number = state?.planned.count, let seeds = state?.seeds,
      let visible = state?.visible(to: number), let members = state?.members
    else { return nil }
    let examples = draw(number, seeds, members[..<visible], root.reference.key)
    let draft = unitDraft(
      number, below: root.reference,
      parents: [root.reference.key] + examples.map(\.reference.key))
    state?.plan(draft.key)
    let parents =
      [Draft.Parent.stored(.source, root.reference)]
      + examples.map { .stored(.example, $0.reference) }
    return UnitPlan(
      draft: draft, request: { [self] in request(examples) },
      read: { [self] reading throws(UnreadableReply) in
        try isWhole ? tasks(reading, parents) : instructions(reading, parents)
      })
  }

  /// An example in a prompt.
  fileprivate struct Example: Sendable {
    let reference: ArtifactReference
    let instruction: String
    let input: String
    let output: String

    /// The instruction on one line.
    var line: String {
      instruction.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
  }

  /// Kept instructions as far as there are so many, filled up with seed tasks, in random order.
  private func draw(
    _ number: Int, _ seeds: [SeedTasks.Task], _ members: ArraySlice<InstructionPool.Member>,
    _ key: Key
  ) -> [Example] {
    var random = SeededGenerator(seed: seed, key: key, purpose: "examples \(number)")
    let machine = random.subset(min(shots.machine, members.count), below: members.count)
    let human = random.subset(
      min(shots.human + shots.machine - machine.count, seeds.count), below: seeds.count)
    var examples =
      human.map { seeds[$0] }.map {
        Example(
          reference: $0.reference, instruction: $0.instruction, input: $0.input, output: $0.output)
      }
      + machine.map { members[members.startIndex + $0] }.map {
        Example(reference: $0.reference, instruction: $0.text, input: "", output: "")
      }
    for index in examples.indices.reversed() {
      examples.swapAt(index, random.below(index + 1))
    }
    return examples
  }

  private func request(_ examples: [Example]) -> any ModelRequest {
    let shown = examples.enumerated().map { index, example in
      isWhole
        ? InstructionStage.block(index + 1, example)
        : "\(index + 1). " + example.line
    }
    return model.modelRequest([
      "examples": shown.joined(separator: "\n"), "count": String(settings.perRequest),
      "next": String(examples.count + 1),
    ])
  }

  private static func block(_ number: Int, _ example: Example) -> String {
    """
    ###
    \(number). Instruction: \(example.instruction)
    \(number). Input:
    \(example.input.isEmpty ? "<noinput>" : example.input)
    \(number). Output:
    \(example.output)
    """
  }
}
