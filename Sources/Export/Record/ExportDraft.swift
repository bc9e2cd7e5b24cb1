internal import Base
internal import Store

/// An export that is decided and not yet written: which rows go where, and why.
struct ExportDraft: Sendable {
  let gathered: Gathered
  let layout: Layout
  let provenance: Provenance
  /// How close the sides come, as the manifest tells it; null without a split.
  let leaks: JSON

  init(_ connection: Connection, _ options: ExportOptions, _ tell: (String) -> Void) throws {
    tell("reading the examples")
    var gathered = try Gatherer.gather(connection, options)
    tell("splitting \(gathered.members.count) examples")
    let sides = try Splitter().sides(of: gathered)
    layout = Layout(gathered, sides: sides)
    provenance = try Provenance(connection, gathered)
    if gathered.hashed.isEmpty {
      leaks = .null
    } else {
      tell("looking for leaks between the sides")
      let found = try Leaks(gathered.sequences, sides: sides)
      leaks = try ExportDraft.report(found, gathered, sides, connection)
    }
    gathered.forgetSplit()
    self.gathered = gathered
  }

  private static func report(
    _ leaks: Leaks, _ gathered: Gathered, _ sides: [Side?], _ connection: Connection
  ) throws -> JSON {
    [
      "highest_rouge_l": leaks.closest.map { JSON($0.score) } ?? .string("below \(leaks.floor)"),
      "closest": try leaks.closest.map { pair in
        .array(
          try [pair.row, pair.other].map { row in
            [
              "split": JSON(sides[row]?.name),
              "question": .string(try connection.key(of: gathered.members[row].question)),
            ]
          })
      } ?? .null,
      "equal_sequences": JSON(leaks.equal),
    ]
  }
}
