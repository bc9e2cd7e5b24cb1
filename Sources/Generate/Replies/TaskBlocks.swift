internal import Base

/// The tasks in a reply in Alpaca's form: blocks with an instruction, an input and an output.
///
/// A new instruction begins a new task whether or not `###` stands before it, and whatever its
/// number: no task ends up in another's output. What lacks a part is kept, with what it lacks.
struct TaskBlocks {
  /// One task.
  struct Block: Sendable, Equatable {
    /// The instruction; of a block without one, what else it says.
    var instruction: String
    var input = ""
    var output = ""
    /// What the block lacks, as a sentence; nil if it is whole.
    var fault: String?
  }

  /// The tasks in their order.
  private(set) var blocks: [Block] = []
  private var parts: [Sections.Section] = []

  /// The tasks in `text`; if the prompt ended with `Instruction:`, it begins with an instruction.
  init(_ text: String) {
    let found = Sections(text, Sections.tasks)
    let begins = found.sections.first { $0.label != .example }?.label
    if !found.lead.isEmpty, begins != .instruction, begins != nil {
      parts.append(Sections.Section(label: .instruction, text: found.lead))
    }
    for section in found.sections {
      if section.label == .instruction || section.label == .example { end() }
      if section.label != .example || !section.text.isEmpty { parts.append(section) }
    }
    end()
  }

  private mutating func end() {
    defer { parts = [] }
    let parts = parts
    guard parts.contains(where: { !$0.text.isEmpty }) else { return }
    func text(_ label: Sections.Label) -> String {
      parts.filter { $0.label == label }.map(\.text).joined(separator: "\n")
    }
    var block = Block(
      instruction: text(.instruction), input: Instances.input(text(.input)), output: text(.output))
    if block.instruction.isEmpty {
      block.instruction = parts.map(\.text).joined(separator: "\n").trimmed
      block.fault = "the block has no instruction"
    } else if block.output.isEmpty {
      block.fault = "the block has no output"
    }
    blocks.append(block)
  }
}
