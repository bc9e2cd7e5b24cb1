internal import Formats

/// The lines on which rows stand in the files of their sides: canonical order, but for a row that
/// the format wants to open its file.
struct RowOrder: Sendable {
  /// The member that opens the file of each side, where it is not the first.
  let openers: [Side: Int]
  /// The line of each member in its side's file, from 1; 0 for one that is no row.
  let lines: [Int32]

  init(_ draft: ExportDraft, _ options: ExportOptions) {
    let (gathered, placements) = (draft.gathered, draft.layout.placements)
    var openers: [Side: Int] = [:]
    if options.format.opening == .history, options.style.columns.contains(.history) {
      for index in gathered.earlier.keys.sorted() {
        guard case .row(let side) = placements[index], openers[side] == nil else { continue }
        openers[side] = index
      }
    }
    var last = openers.mapValues { _ in Int32(1) }
    lines = placements.enumerated().map { index, placement in
      guard case .row(let side) = placement else { return 0 }
      if openers[side] == index { return 1 }
      last[side, default: 0] += 1
      return last[side] ?? 0
    }
    self.openers = openers
  }
}
