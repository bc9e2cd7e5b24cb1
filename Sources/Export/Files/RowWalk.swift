internal import Formats
internal import Store

/// Goes through the rows of all sides in the order of their files, streaming their texts from the
/// database.
struct RowWalk {
  let connection: Connection
  let draft: ExportDraft
  let options: ExportOptions

  /// Hands each row to `body` with its side.
  func forEach(_ body: (Side, TrainingRow) throws -> Void) throws {
    let (gathered, layout) = (draft.gathered, draft.layout)
    let assembler = RowAssembler(
      connection: connection, format: options.format, system: options.system)
    let openers = RowOrder(draft, options).openers
    for (side, index) in openers.sorted(by: { $0.value < $1.value }) {
      let member = gathered.members[index]
      let whole = try assembler.row(
        try assembler.stored(member), member, earlier: gathered.earlier[index] ?? [])
      try body(side, whole)
    }
    var index = 0
    let sql = Selection(options).sql(StoredTurn.columns + ", a.id, q.id")
    try connection.forEachRow(sql) { row in
      let member = Gathered.Member(question: row.int(5), answer: row.int(4))
      guard gathered.members[index] == member else { return true }
      if case .row(let side) = layout.placements[index], openers[side] != index {
        let whole = try assembler.row(
          try StoredTurn(row), member, earlier: gathered.earlier[index] ?? [],
          rejected: gathered.rejected[index])
        try body(side, whole)
      }
      index += 1
      return index < gathered.members.count
    }
  }
}
