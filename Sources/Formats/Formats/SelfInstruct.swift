internal import Base

extension Format {
  /// The fine-tuning file of Self-Instruct (Wang and others 2023, `prepare_for_finetuning.py`).
  ///
  /// As there, texts lose the white space at their ends, and each row is laid out in one of several
  /// ways, drawn by the seed and the row's own text. A layout that could not be read back as the
  /// same row is drawn again.
  static let selfInstruct = Format(
    name: "self-instruct",
    summary: """
      A row is {"prompt": …, "completion": …} laid out in one of Self-Instruct's thirteen ways, \
      drawn by --seed; completions end with <|endoftext|>. For completion models, one turn without \
      a system prompt.
      """,
    loss: "GPT-3's fine-tuning computed it on both, the prompt with a lower weight.",
    signature: ["prompt", "completion"],
    misfit: { row, style in
      if row.system != nil { return .noPlaceForSystem }
      if row.turns.count > 1 { return .noPlaceForTurns }
      return InstanceLayout.drawn(for: row.last, seed: style.seed) == nil ? .ambiguousLayout : nil
    },
    append: { row, style, bytes in
      let texts = InstanceLayout.drawn(for: row.last, seed: style.seed)
      Piece.raw("{", to: &bytes)
      Piece.member("prompt", texts?.prompt ?? "", to: &bytes)
      Piece.raw(",", to: &bytes)
      Piece.member("completion", texts?.completion ?? "", to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let columns = try Columns(row, known: ["prompt", "completion"], &notes)
      let (prompt, completion) = (try columns.filled("prompt"), try columns.filled("completion"))
      guard let turn = InstanceLayout.turn(prompt: prompt, completion: completion) else {
        throw RowFault("missing_end", "the completion does not end with <|endoftext|>")
      }
      guard !turn.answer.isBlank else { throw RowFault("missing_content", "completion is empty") }
      return TrainingRow(turns: [turn])
    })
}
