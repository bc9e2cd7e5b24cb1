internal import Base
internal import Store

/// Writes `lineage.jsonl`: for every row of every file where it comes from.
///
/// Keys and no ids, so that the same data give the same file in every database.
struct LineageFile {
  static let name = "lineage.jsonl"

  private let connection: Connection
  private let gathered: Gathered
  private let lines: [Int32]
  private var disciplines: [Int: JSON] = [:]
  private var subjects: [Int: JSON] = [:]

  /// Writes the file into `folder`, its lines in canonical order.
  static func write(
    _ draft: ExportDraft, _ options: ExportOptions, from connection: Connection,
    into folder: String
  ) throws -> WrittenFile {
    let (gathered, layout) = (draft.gathered, draft.layout)
    var file = LineageFile(
      connection: connection, gathered: gathered, lines: RowOrder(draft, options).lines)
    return try Pipeline<[JSON], WrittenFile>.run { hand in
      var bundle = Bundle<JSON>()
      for (index, placement) in layout.placements.enumerated() {
        guard case .row(let side) = placement else { continue }
        let row = try file.row(index, side, try Origin(gathered.members[index], connection))
        try bundle.add(row, bytes: 1 << 9, hand)
      }
      try bundle.finish(hand)
    } take: { next in
      let writer = try FileWriter(name, in: folder)
      while let rows = next() {
        for row in rows { try writer.writeLine { row.append(to: &$0) } }
      }
      return try writer.finish()
    }
  }

  private mutating func row(_ index: Int, _ side: Side, _ origin: Origin) throws -> JSON {
    var members: [JSON.Member] = [
      .init("split", .string(side.name)), .init("line", JSON(Int(lines[index]))),
      .init("question", .string(origin.questionKey)), .init("answer", .string(origin.answerKey)),
      .init("discipline", try discipline(of: origin)), .init("subject", try subject(of: origin)),
      .init("parents", try parents(of: origin.question)),
      .init("question_by", try maker(origin.questionCall, importedModel: nil)),
      .init("answer_by", try maker(origin.answerCall, importedModel: origin.importedModel)),
    ]
    if let instance = gathered.members[index].instance {
      members.append(.init("instance", JSON(instance)))
    }
    if let earlier = gathered.earlier[index] {
      members.append(.init("earlier", .array(try earlier.map { try keys(of: $0) })))
    }
    return .object(members)
  }

  /// The names from the field down; of an imported question what its row says.
  private mutating func discipline(of origin: Origin) throws -> JSON {
    guard let id = origin.discipline else { return JSON(origin.disciplineName.map { [$0] } ?? []) }
    if let known = disciplines[id] { return known }
    let path = try connection.first(
      "SELECT field, subfield, name FROM disciplines WHERE id = ?", [.integer(id)]
    ) { row in (0..<3).compactMap { row.optionalText($0) } }
    disciplines[id] = JSON(path ?? [])
    return JSON(path ?? [])
  }

  private mutating func subject(of origin: Origin) throws -> JSON {
    guard let id = origin.subject else { return JSON(origin.subjectName) }
    if let known = subjects[id] { return known }
    let name = try connection.artifact(id)?.text
    subjects[id] = JSON(name)
    return JSON(name)
  }

  /// The keys of what the question was made from, by role: syllabus, session, concept, and so on.
  private func parents(of question: Int) throws -> JSON {
    var roles: [JSON.Member] = []
    try connection.forEachRow(
      """
      SELECT l.role, p.key FROM lineage AS l JOIN artifact AS p ON p.id = l.parent_id
      WHERE l.child_id = ? ORDER BY l.role, l.position
      """, [.integer(question)]
    ) { row in
      let (role, key) = (row.text(0), JSON.string(row.text(1)))
      if let last = roles.last, last.name == role {
        roles[roles.count - 1].value = .array((last.value.array ?? []) + [key])
      } else {
        roles.append(.init(role, [key]))
      }
      return true
    }
    return .object(roles)
  }

  /// The model and the prompt of a call; of an imported text the model that its row names.
  private func maker(_ call: Int?, importedModel: String?) throws -> JSON {
    guard let call else { return importedModel.map { ["model": .string($0)] } ?? .null }
    return try connection.first(
      """
      SELECT u.stage, c.model, p.name, p.hash FROM call AS c JOIN unit AS u ON u.id = c.unit_id
      LEFT JOIN plan_stage AS s ON s.plan_id = u.plan_id AND s.stage = u.stage
      LEFT JOIN prompt AS p ON p.id = s.prompt_id WHERE c.id = ?
      """, [.integer(call)]
    ) { row in
      [
        "stage": .string(row.text(0)), "model": .string(row.text(1)),
        "prompt": JSON(row.optionalText(2)), "prompt_hash": JSON(row.optionalText(3)),
      ]
    } ?? .null
  }

  private func keys(of member: Gathered.Member) throws -> JSON {
    [
      "question": .string(try connection.key(of: member.question)),
      "answer": .string(try connection.key(of: member.answer)),
    ]
  }
}

extension Connection {
  /// The key of the artifact `id`.
  func key(of id: Int) throws -> String {
    try first("SELECT key FROM artifact WHERE id = ?", [.integer(id)]) { $0.text(0) } ?? ""
  }
}
