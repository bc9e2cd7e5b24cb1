internal import Base
internal import Formats
internal import Store

/// Writes an export into the database: its run, its manifest and its members.
struct Record {
  let command: String
  let version: String
  let startedAt: String
  let options: ExportOptions
  let draft: ExportDraft
  let files: [WrittenFile]
  /// What an export that is written again says of its rows; nil for a new one.
  var repeated: RecordedExport?

  /// Stores everything in the transaction that `connection` is in; the result is the manifest.
  func store(in connection: Connection) throws -> JSON {
    let run = try connection.beginRun(command, tool: version)
    try connection.execute(
      "UPDATE run SET started_at = ? WHERE id = ?", [.text(startedAt), .integer(run)])
    let export = try connection.int("SELECT ifnull(max(id), 0) + 1 FROM export")
    let time = timestamp()
    let manifest = manifest(run: run, export: export, time: time)
    try connection.execute(
      """
      INSERT INTO export (id, run_id, format, parameters, manifest, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(export), .integer(run), .text(options.format.name),
        Value(repeated?.parameters ?? parameters), Value(manifest), .text(time),
      ])
    try storeMembers(of: export, in: connection)
    try connection.endRun(run, .done, figures: manifest)
    return manifest
  }

  private func manifest(run: Int, export: Int, time: String) -> JSON {
    let head: [JSON.Member] = [
      .init("version", .string(version)), .init("created_at", .string(time)),
      .init("run", JSON(run)), .init("export", JSON(export)),
      .init("again", repeated.map { JSON($0.id) } ?? .null),
    ]
    let rows = repeated?.rows ?? Manifest.rows(draft, options)
    return Manifest.whole(rows, draft.provenance, files: files, head: head)
  }

  private var parameters: JSON {
    [
      "selection": Manifest.selection(options), "split": Manifest.split(options),
      "style": Manifest.style(options.style),
    ]
  }

  private func storeMembers(of export: Int, in connection: Connection) throws {
    if let repeated { return try repeated.copyMembers(to: export, in: connection) }
    let order = RowOrder(draft, options)
    var withheld = 0
    for (index, member) in draft.gathered.members.enumerated() {
      guard let split = draft.layout.placements[index].split else { continue }
      if order.lines[index] == 0 { withheld += 1 }
      let position = order.lines[index] == 0 ? withheld : Int(order.lines[index])
      try connection.execute(
        """
        INSERT INTO export_member
          (export_id, split, position, question_id, answer_id, rejected_id, instance)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(export), .text(split), .integer(position),
          .integer(member.question), .integer(member.answer),
          Value(draft.gathered.rejected[index]), Value(member.instance),
        ])
    }
  }
}

extension Layout.Placement {
  /// The name in table `export_member`; nil for a turn inside of another row.
  fileprivate var split: String? {
    switch self {
    case .row(let side): side.name
    case .withheld: "withheld"
    case .turn: nil
    }
  }
}
