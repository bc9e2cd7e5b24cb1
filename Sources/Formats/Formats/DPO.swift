internal import Base

extension Format {
  /// Preferences, as TRL's DPOTrainer reads them.
  static let dpoTRL = Format(
    name: "dpo-trl",
    summary: """
      A row is {"prompt": …, "chosen": …, "rejected": …}: texts, or with --conversational lists of \
      messages. Both answers come from what judges preferred (view preferences) where they did; else \
      the rejected one is the live one that they scored lowest, and below the chosen one. Read by TRL's DPOTrainer.
      """,
    loss: "DPO compares the chosen completion with the rejected one.",
    signature: ["prompt", "chosen", "rejected"],
    choices: [.conversational], needs: [.rejected],
    misfit: { row, style in
      if row.rejected == nil { return .noPreference }
      if style.isConversational { return nil }
      if row.system != nil { return .noPlaceForSystem }
      if row.turns.count > 1 { return .noPlaceForTurns }
      return row.last.isTakenForAnother ? .ambiguousLayout : nil
    },
    append: { row, style, bytes in
      let rejected = row.rejected ?? ""
      if style.isConversational {
        Piece.raw(#"{"prompt":"#, to: &bytes)
        Dialect.openAI.append(row, isPrompt: true, to: &bytes)
        Piece.raw(#","chosen":"#, to: &bytes)
        Dialect.openAI.appendAnswer(row.last.answer, to: &bytes)
        Piece.raw(#","rejected":"#, to: &bytes)
        Dialect.openAI.appendAnswer(rejected, to: &bytes)
      } else {
        Piece.raw("{", to: &bytes)
        Piece.member("prompt", row.last.prompt, to: &bytes)
        Piece.raw(",", to: &bytes)
        Piece.member("chosen", row.last.answer, to: &bytes)
        Piece.raw(",", to: &bytes)
        Piece.member("rejected", rejected, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let columns = try Columns(row, known: ["prompt", "chosen", "rejected", "tools"], &notes)
      var result = try columns.conversation("prompt", "chosen")
      let worse = try columns.conversation("prompt", "rejected").last.answer
      guard !worse.utf8.elementsEqual(result.last.answer.utf8) else {
        throw RowFault("equal_answers", "chosen and rejected are the same")
      }
      result.rejected = worse
      return result
    })
}
