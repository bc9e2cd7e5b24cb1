internal import Base
internal import Formats
internal import Store

/// Goes through the rows of all sides in the order of their files, fetching their texts by id.
struct RowWalk {
  let connection: Connection
  let draft: ExportDraft
  let options: ExportOptions

  /// A row and the side whose file it goes into.
  struct Placed: Sendable {
    let side: Side
    let row: TrainingRow
  }

  /// Reads the rows on this thread while `take` works on another; the result is what `take` returns.
  ///
  /// To read a row takes about as long as to encode, hash and write it.
  func read<Summary: Sendable>(
    _ take: @escaping @Sendable (_ next: () -> [Placed]?) throws -> Summary
  ) throws -> Summary {
    try Pipeline<[Placed], Summary>.run(
      make: { hand in
        var bundle = Bundle<Placed>()
        try forEach { side, row in
          let bytes = row.texts.reduce(512) { $0 + $1.utf8.count }
          try bundle.add(Placed(side: side, row: row), bytes: bytes, hand)
        }
        try bundle.finish(hand)
      }, take: take)
  }

  private func forEach(_ body: (Side, TrainingRow) throws -> Void) throws {
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
