internal import Base

extension Format {
  /// The rows of the open GLAN implementation (Azure's slm-innovator-lab, `GLAN_Instructions_…`).
  static let glan = Format(
    name: "glan",
    summary: """
      A row is {"question": …, "subject": …, "level": …, "subtopics": …, "answer": …}, as the open \
      implementation of GLAN writes it: one question and its answer, without a system prompt.
      """,
    loss: "No trainer reads it as it is.",
    signature: ["question", "answer"], needs: [.topic],
    misfit: { row, _ in
      if row.system != nil { return .noPlaceForSystem }
      return row.turns.count > 1 ? .noPlaceForTurns : nil
    },
    append: { row, _, bytes in
      Piece.raw("{", to: &bytes)
      Piece.member("question", row.last.prompt, to: &bytes)
      Piece.raw(",", to: &bytes)
      Piece.member("subject", row.topic?.subject ?? "", to: &bytes)
      Piece.raw(#","level":"#, to: &bytes)
      level(row.topic?.level).append(to: &bytes)
      Piece.raw(",", to: &bytes)
      Piece.member("subtopics", subtopics(row.topic?.subtopics), to: &bytes)
      Piece.raw(",", to: &bytes)
      Piece.member("answer", row.last.answer, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    },
    read: { row, notes throws(RowFault) in
      let known = ["question", "subject", "level", "subtopics", "answer"]
      let columns = try Columns(row, known: known, &notes)
      let topic = TrainingRow.Topic(
        subject: try columns.optional("subject"), level: columns["level"] ?? .null,
        subtopics: columns["subtopics"] ?? .null)
      let turn = TrainingRow.Turn(
        question: try columns.filled("question"), answer: try columns.filled("answer"))
      return TrainingRow(turns: [turn], topic: topic)
    })

  /// A number, as nearly all levels are; 0 for none, so that the column keeps its type.
  private static func level(_ value: JSON?) -> JSON {
    switch value {
    case .number?: value ?? 0
    case .string(let text)?: Int(text).map { JSON($0) } ?? 0
    default: 0
    }
  }

  /// The names with commas between them.
  private static func subtopics(_ value: JSON?) -> String {
    switch value {
    case .string(let text)?: text
    case .array(let names)?: names.compactMap(\.string).joined(separator: ", ")
    default: ""
    }
  }
}
