internal import Base
internal import Store

/// Writes an export into the database: its run, its manifest and its members.
struct Record {
  let command: String
  let version: String
  let startedAt: String
  let options: ExportOptions
  let draft: ExportDraft
  let files: [WrittenFile]

  /// Stores everything in the transaction that `connection` is in; the result is the manifest.
  func store(in connection: Connection) throws -> JSON {
    let run = try connection.beginRun(command, tool: version)
    try connection.execute(
      "UPDATE run SET started_at = ? WHERE id = ?", [.text(startedAt), .integer(run)])
    let export = try connection.int("SELECT ifnull(max(id), 0) + 1 FROM export")
    let time = timestamp()
    let manifest = Manifest.whole(
      draft, options, files: files, run: run, export: export, version: version, time: time)
    try connection.execute(
      """
      INSERT INTO export (id, run_id, format, parameters, manifest, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(export), .integer(run), .text(options.format.name), Value(parameters),
        Value(manifest), .text(time),
      ])
    try storeMembers(of: export, in: connection)
    try connection.endRun(run, .done, figures: manifest)
    return manifest
  }

  private var parameters: JSON {
    ["selection": Manifest.selection(options), "split": Manifest.split(options)]
  }

  private func storeMembers(of export: Int, in connection: Connection) throws {
    var positions: [String: Int] = [:]
    for (member, placement) in zip(draft.gathered.members, draft.layout.placements) {
      guard let split = placement.split else { continue }
      positions[split, default: 0] += 1
      try connection.execute(
        """
        INSERT INTO export_member (export_id, split, position, question_id, answer_id)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
          .integer(export), .text(split), .integer(positions[split] ?? 0),
          .integer(member.question), .integer(member.answer),
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
