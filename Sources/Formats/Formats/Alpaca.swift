internal import Base

extension Format {
  /// Stanford Alpaca's columns.
  ///
  /// Every row has the same columns: `system` and `history` are in all rows as soon as one needs
  /// them, because readers fix the columns by the first rows. A row with several turns opens a file
  /// that has one: an empty history does not say what the list holds.
  static let alpaca = Format(
    name: "alpaca",
    summary: """
      A row is {"instruction": …, "input": …, "output": …}; every row has system and history too \
      when some row has a system prompt or several turns. Read by Axolotl, LLaMA-Factory, \
      torchtune and others.
      """,
    loss: "Axolotl, LLaMA-Factory and torchtune compute the loss on the output alone.",
    signature: ["instruction", "output"], opening: .history,
    append: { row, style, bytes in
      Piece.raw("{", to: &bytes)
      Piece.member("instruction", row.last.question, to: &bytes)
      Piece.raw(",", to: &bytes)
      Piece.member("input", row.last.input ?? "", to: &bytes)
      Piece.raw(",", to: &bytes)
      Piece.member("output", row.last.answer, to: &bytes)
      if style.columns.contains(.system) {
        Piece.raw(",", to: &bytes)
        Piece.member("system", row.system ?? "", to: &bytes)
      }
      if style.columns.contains(.history) {
        let earlier = row.turns.dropLast().map { JSON([$0.prompt, $0.answer]) }
        Piece.raw(#","history":"#, to: &bytes)
        JSON.array(earlier).append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let known = ["instruction", "input", "output", "system", "history"]
      let columns = try Columns(row, known: known, &notes)
      let instruction = try columns.text("instruction")
      let input = try columns.optional("input")
      guard !instruction.isBlank || input?.isBlank == false else {
        throw RowFault("missing_content", "instruction is empty")
      }
      let turn = TrainingRow.Turn(
        question: instruction, input: input, answer: try columns.filled("output"))
      return TrainingRow(
        system: try columns.optional("system"),
        turns: try history(columns["history"]) + [turn])
    })

  /// The turns before the last: pairs of a question and its answer.
  private static func history(_ value: JSON?) throws(RowFault) -> [TrainingRow.Turn] {
    guard let value else { return [] }
    guard let pairs = value.array else {
      throw RowFault("data_type", "history is \(value.noun), not a list of pairs")
    }
    var turns: [TrainingRow.Turn] = []
    for pair in pairs {
      guard let question = pair[0]?.string, let answer = pair[1]?.string, pair[2] == nil else {
        throw RowFault("data_type", "history is no list of pairs of texts")
      }
      guard !question.isBlank, !answer.isBlank else {
        throw RowFault("missing_content", "a text in history is empty")
      }
      turns.append(TrainingRow.Turn(question: question, answer: answer))
    }
    return turns
  }
}
