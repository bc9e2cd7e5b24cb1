internal import Base
internal import Formats
internal import Store

/// An export that is decided and not yet written: which rows go where, and why.
struct ExportDraft: Sendable {
  let gathered: Gathered
  let layout: Layout
  let provenance: Provenance
  /// How close the sides come, as the manifest tells it; null without a split.
  let leaks: JSON
  /// What became of the rows of the last export; null without one, and where an export is repeated.
  let gone: JSON

  /// What `options` come to now; their style is told which columns the rows need, and `write`, if there is
  /// one, each row.
  init(
    _ connection: Connection, _ options: inout ExportOptions, _ tell: (String) -> Void,
    _ write: ((TrainingRow) throws -> Void)? = nil
  ) throws {
    tell("reading the examples")
    var gathered = try Gatherer.gather(connection, options, write)
    options.style.columns = gathered.columns
    tell("splitting \(gathered.members.count) examples")
    if let heldOut = options.heldOut {
      try gathered.hold(out: heldOut, options.shares, connection)
    }
    var sides = try Splitter().sides(of: gathered)
    let surplus = gathered.surplus(sides, options.heldOut)
    layout = Layout(gathered, sides: sides, surplus: surplus)
    for index in surplus { sides[index] = nil }
    provenance = try Provenance(connection, gathered)
    if gathered.hashed.isEmpty {
      leaks = .null
    } else {
      tell("looking for leaks between the sides")
      leaks = try LeakReport(connection, gathered, sides: sides, limit: options.maxLeak).json
    }
    gone = try Departures(connection, options).json
    gathered.forgetSplit()
    self.gathered = gathered
  }

  /// A draft of what was decided before.
  init(_ gathered: Gathered, _ layout: Layout, _ provenance: Provenance, leaks: JSON) {
    self.gathered = gathered
    self.layout = layout
    self.provenance = provenance
    self.leaks = leaks
    gone = .null
  }

  /// What a format's companions are made from.
  func dataSet(_ files: [WrittenFile], _ style: Style) -> DataSet {
    DataSet(
      files: files.compactMap { file in
        file.split.map {
          DataSet.File(split: $0, path: file.name, rows: file.rows, bytes: file.bytes)
        }
      }, style: style, languages: gathered.languages.sorted())
  }
}
