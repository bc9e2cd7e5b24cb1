extension ChatTemplate {
  /// The two prompts of Stanford Alpaca (`train.py`, `PROMPT_DICT`).
  ///
  /// They are for one question and its answer, and say themselves what a system prompt would.
  static let alpaca = ChatTemplate(
    name: "alpaca", summary: "Stanford Alpaca's prompts, for one turn without a system prompt.",
    markers: ["### Instruction:", "### Input:", "### Response:"],
    misfit: { row in
      if row.system != nil { return .noPlaceForSystem }
      return row.turns.count > 1 ? .noPlaceForTurns : nil
    },
    render: { row in
      let turn = row.last
      let input = turn.input.flatMap { $0.isEmpty ? nil : $0 }
      let head = input == nil ? introduction : introductionWithInput
      let middle = input.map { "\n\n### Input:\n" + $0 } ?? ""
      return (head + turn.question + middle + response, turn.answer)
    },
    parse: { text in
      if let rest = text.after(introductionWithInput) {
        guard let (question, others) = rest.parted("\n\n### Input:\n"),
          let (input, answer) = others.parted(response)
        else { return nil }
        return TrainingRow(turns: [.init(question: question, input: input, answer: answer)])
      }
      guard let (question, answer) = text.after(introduction)?.parted(response) else {
        return nil
      }
      return TrainingRow(turns: [.init(question: question, answer: answer)])
    })

  private static let introduction = """
    Below is an instruction that describes a task. Write a response that appropriately completes \
    the request.

    ### Instruction:

    """
  private static let introductionWithInput = """
    Below is an instruction that describes a task, paired with an input that provides further \
    context. Write a response that appropriately completes the request.

    ### Instruction:

    """
  private static let response = "\n\n### Response:\n"
}

extension String {
  /// What follows `start`, by bytes; nil if the text begins otherwise.
  func after(_ start: String) -> String? {
    guard utf8.starts(with: start.utf8) else { return nil }
    return String(Substring(utf8.dropFirst(start.utf8.count)))
  }

  /// What precedes `end`, by bytes; nil if the text ends otherwise.
  func before(_ end: String) -> String? {
    guard utf8.count >= end.utf8.count, utf8.suffix(end.utf8.count).elementsEqual(end.utf8) else {
      return nil
    }
    return String(Substring(utf8.dropLast(end.utf8.count)))
  }

  /// What stands before and after the first `part`; nil without one.
  func parted(_ part: String) -> (String, String)? {
    guard let place = offset(of: part) else { return nil }
    let next = utf8.index(place, offsetBy: part.utf8.count)
    return (String(Substring(utf8[..<place])), String(Substring(utf8[next...])))
  }
}
