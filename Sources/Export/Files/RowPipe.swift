internal import Base
internal import Formats

/// Rows on their way from the thread that reads them to the one that encodes, hashes and writes them.
enum RowPipe {
  /// A row and the side whose file it goes into.
  struct Placed: Sendable {
    let side: Side
    let row: TrainingRow
  }

  /// What is done on the other thread, with the rows of a call together.
  typealias Take<Summary> = @Sendable (_ next: () -> [Placed]?) throws -> Summary

  /// Has `forEach` go through the rows on this thread; the result is what `take` returned.
  static func run<Summary: Sendable>(
    _ forEach: (_ body: @escaping (Side, TrainingRow) throws -> Void) throws -> Void,
    _ take: @escaping Take<Summary>
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
}
