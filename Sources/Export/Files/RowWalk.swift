internal import Formats
internal import Store

/// Goes through the rows of all sides in the order of their files, fetching their texts by id.
struct RowWalk {
  let connection: Connection
  let draft: ExportDraft
  let options: ExportOptions

  /// Hands each row to `body` with its side.
  func forEach(_ body: (Side, TrainingRow) throws -> Void) throws {
    let (gathered, assembler) = (
      draft.gathered,
      RowAssembler(connection: connection, format: options.format, system: options.system)
    )
    let openers = RowOrder(draft, options).openers
    func read(_ index: Int, _ side: Side) throws {
      let member = gathered.members[index]
      let row = try assembler.row(
        assembler.stored(member), member, earlier: gathered.earlier[index] ?? [],
        rejected: gathered.rejected[index])
      try body(side, row)
    }
    for (side, index) in openers.sorted(by: { $0.value < $1.value }) { try read(index, side) }
    for (index, placement) in draft.layout.placements.enumerated() {
      guard case .row(let side) = placement, openers[side] != index else { continue }
      try read(index, side)
    }
  }
}
