internal import Base

/// One of the ways in which Self-Instruct lays an instance out (`encode_instance`).
struct InstanceLayout: Sendable {
  /// What stands before the instruction.
  let start: String
  /// What stands between the instruction and the input; nil for instances without one.
  let middle: String?
  /// What ends the prompt.
  let end: String
  /// What begins the completion.
  let answer: String

  private static let withInput = [
    InstanceLayout("", "\nInput: ", "\nOutput:", " "),
    InstanceLayout("", "\n\nInput: ", "\n\nOutput:", " "),
    InstanceLayout("Task: ", "\nInput: ", "\nOutput:", " "),
    InstanceLayout("", "\n\n", "\n\nOutput:", " "),
    InstanceLayout("", "\n\n", "\n\n", ""),
    InstanceLayout("", "\n", "\n\n", ""),
    InstanceLayout("Task: ", "\n\n", "\n\n", ""),
  ]
  private static let withoutInput = [
    InstanceLayout("", nil, " Output:", " "),
    InstanceLayout("", nil, "\nOutput:", " "),
    InstanceLayout("", nil, "\n\nOutput:", " "),
    InstanceLayout("", nil, "\n", ""),
    InstanceLayout("", nil, "\n\n", ""),
    InstanceLayout("Task: ", nil, "\n\n", ""),
  ]
  private static let finish = "<|endoftext|>"

  private init(_ start: String, _ middle: String?, _ end: String, _ answer: String) {
    self.start = start
    self.middle = middle
    self.end = end
    self.answer = answer
  }

  /// How `turn` is laid out by the draw of `seed`; nil if no layout can be read back.
  static func drawn(
    for turn: TrainingRow.Turn, seed: Int
  ) -> (prompt: String, completion: String)? {
    let plain = TrainingRow.Turn(
      question: turn.question.trimmed, input: (turn.input ?? "").trimmed,
      answer: turn.answer.trimmed)
    let layouts = plain.input == "" ? withoutInput : withInput
    let first = number(seed, plain) % UInt64(layouts.count)
    for step in layouts.indices {
      let texts = layouts[(Int(first) + step) % layouts.count].texts(of: plain)
      guard let read = InstanceLayout.turn(prompt: texts.prompt, completion: texts.completion)
      else { continue }
      if same(read.question, plain.question), same(read.input ?? "", plain.input ?? ""),
        same(read.answer, plain.answer)
      {
        return texts
      }
    }
    return nil
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  private static func number(_ seed: Int, _ turn: TrainingRow.Turn) -> UInt64 {
    var digest = SHA256Digest()
    for field in ["self-instruct 1", String(seed), turn.question, turn.input ?? "", turn.answer] {
      digest.update(field: field)
    }
    return digest.finish().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func texts(of turn: TrainingRow.Turn) -> (prompt: String, completion: String) {
    let input = middle.map { $0 + (turn.input ?? "") } ?? ""
    return (
      start + turn.question + input + end, answer + turn.answer + InstanceLayout.finish
    )
  }

  /// The turn that a prompt and its completion were laid out from; nil without the end mark.
  ///
  /// Of several layouts that it could be, the one with the most signs of its own is taken.
  static func turn(prompt: String, completion: String) -> TrainingRow.Turn? {
    guard let text = completion.before(finish) else { return nil }
    for layout in byDetail {
      guard let rest = prompt.before(layout.end), let body = rest.after(layout.start),
        body.last?.isWhitespace == false, let answer = text.after(layout.answer)
      else { continue }
      guard let middle = layout.middle else {
        return TrainingRow.Turn(question: body, answer: answer)
      }
      guard let (question, input) = body.parted(middle), !question.isEmpty, !input.isEmpty else {
        continue
      }
      return TrainingRow.Turn(question: question, input: input, answer: answer)
    }
    return TrainingRow.Turn(question: prompt, answer: text)
  }

  /// Of layouts with the same end, those with more text of their own come first.
  private static let byDetail = [
    withInput[2], withInput[0], withInput[1], withInput[3], withoutInput[0], withoutInput[1],
    withoutInput[2], withInput[6], withoutInput[5], withInput[4], withInput[5], withoutInput[4],
    withoutInput[3],
  ]
}
