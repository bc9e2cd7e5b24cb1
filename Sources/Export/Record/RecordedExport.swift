internal import Base
internal import Formats
internal import Store

/// An export that the database remembers, to be written again.
struct RecordedExport: Sendable {
  /// Its id in table `export`.
  let id: Int
  /// How it was made, as table `export` has it.
  let parameters: JSON
  /// What the new manifest says of the rows.
  let rows: JSON
  private let format: Format
  private let manifest: JSON

  /// The export `id`.
  ///
  /// - Throws: ``ExportError`` if there is none, or of a format that this version does not know.
  init(_ id: Int, _ connection: Connection) throws {
    let manifest = try RecordedExport.manifest(of: id, connection)
    let name = manifest["format"]?.string ?? ""
    guard let format = Format(named: name) else {
      throw ExportError("export \(id) has the format \(name), which is not known any more")
    }
    self.id = id
    self.format = format
    self.manifest = manifest
    parameters = try JSON(
      parsing: connection.first("SELECT parameters FROM export WHERE id = ?", [.integer(id)]) {
        $0.text(0)
      } ?? "{}")
    rows = .object(
      RecordedExport.kept.compactMap { name in
        manifest[name].map { .init(name, $0) }
      } + [.init("no_longer_examples", JSON(try RecordedExport.gone(id, connection)))])
  }

  /// The manifest of the export `id`.
  ///
  /// - Throws: ``ExportError`` if there is none.
  static func manifest(of id: Int, _ connection: Connection) throws -> JSON {
    let text = try connection.first(
      "SELECT manifest FROM export WHERE id = ?", [.integer(id)]
    ) { $0.text(0) }
    guard let text else {
      throw ExportError("there is no export \(id): see seedbed query DB 'select id from export'")
    }
    return try JSON(parsing: text)
  }

  /// What stays as the first manifest had it.
  private static let kept = [
    "format", "style", "loss", "rows", "seed_tasks", "left_out", "over_long", "selection", "split",
    "leaks",
  ]

  /// The keys of members' answers that are not in the view `examples` now, and of seed tasks that are not
  /// live.
  private static func gone(_ id: Int, _ connection: Connection) throws -> [String] {
    try connection.rows(
      """
      SELECT a.key FROM export_member AS m JOIN artifact AS a ON a.id = m.answer_id
      WHERE m.export_id = ? AND m.split <> 'withheld' AND NOT EXISTS (
        SELECT 1 FROM standing AS st WHERE st.artifact_id = m.answer_id
          AND (st.chosen = 1 OR m.instance IS NOT NULL AND st.status = 'live'))
      ORDER BY m.split, m.position
      """, [.integer(id)]
    ) { $0.text(0) }
  }

  /// What it was told, as far as writing its rows depends on it.
  var options: ExportOptions {
    var options = ExportOptions(format: format, shares: .trainOnly)
    let style = parameters["style"]
    options.style.template = style?["template"]?.string.flatMap { ChatTemplate(named: $0) }
    options.style.isConversational = style?["is_conversational"]?.bool ?? false
    options.style.seed = style?["seed"]?.int ?? 0
    options.style.columns = Set(
      (style?["columns"]?.array ?? []).compactMap {
        $0.string.flatMap { Style.Column(rawValue: $0) }
      })
    options.system = parameters["selection"]?["system"]?.string
    options.again = id
    return options
  }

  /// Its rows, on the sides where they were.
  func draft(_ connection: Connection) throws -> ExportDraft {
    var gathered = Gathered()
    var placements: [Layout.Placement] = []
    let columns = """
      q.id, a.id, m.split, m.instance, m.rejected_id, q.plan_id, a.plan_id,
      CASE WHEN a.call_id IS NULL THEN a.attributes ->> 'model' END, q.language
      """
    try connection.forEachRow(Selection(options).sql(columns, connection)) { row in
      guard let side = Side(named: row.text(2)) else { return true }
      let index = gathered.members.count
      gathered.members.append(
        Gathered.Member(question: row.int(0), answer: row.int(1), instance: row.optionalInt(3)))
      placements.append(.row(side))
      if let rejected = row.optionalInt(4) { gathered.rejected[index] = rejected }
      gathered.plans.formUnion([row.int(5), row.int(6)])
      if let model = row.optionalText(7) { gathered.importedModels.insert(model) }
      if let language = row.optionalText(8) { gathered.languages.insert(language) }
      return true
    }
    for (index, member) in gathered.members.enumerated() {
      let earlier = try connection.turns(before: member.question)
      if !earlier.isEmpty { gathered.earlier[index] = earlier }
    }
    return ExportDraft(
      gathered, Layout(placements, refused: [:]), try Provenance(connection, gathered),
      leaks: .null)
  }

  /// Throws ``ExportError`` unless the rows in `files` are those of the recorded ones.
  func check(_ files: [WrittenFile]) throws {
    let known = (manifest["files"]?.array ?? []).filter { $0["split"]?.string != nil }
    for entry in known {
      let name = entry["name"]?.string ?? ""
      guard files.contains(where: { $0.name == name && $0.sha256 == entry["sha256"]?.string })
      else {
        throw ExportError(
          "\(name) would not be what it was in export \(id), perhaps for it was written by "
            + "another version: make a new export instead")
      }
    }
  }

  /// Gives the members of this export to the one called `export`.
  func copyMembers(to export: Int, in connection: Connection) throws {
    try connection.execute(
      """
      INSERT INTO export_member (export_id, split, position, question_id, answer_id, rejected_id,
        instance)
      SELECT ?, split, position, question_id, answer_id, rejected_id, instance FROM export_member
      WHERE export_id = ?
      """, [.integer(export), .integer(id)])
  }
}

extension Side {
  /// The side called `name` in table `export_member`; nil for no side.
  init?(named name: String) {
    guard let side = Side.allCases.first(where: { $0.name == name }) else { return nil }
    self = side
  }
}
