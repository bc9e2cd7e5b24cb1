internal import Base
internal import Store

/// Which rows that have a name a database has, and what the others are made from.
///
/// A discipline is known by its name; a subject by its name within its discipline; a key concept by its
/// name within its session. What a rule dropped is not known, so that a person can bring it back.
struct Catalog {
  private let connection: Connection
  private let form: RowForm
  private var parents: NamedParents?
  /// The names that there are, by parent; 0 for those that need none.
  private var known: [Int: Set<String>] = [:]
  /// How many concepts each session has.
  private var positions: [Int: Int] = [:]

  /// What belongs to a new artifact beyond its row.
  struct Addition {
    var parents: [Draft.Parent] = []
    var attributes: [JSON.Member] = []
  }

  /// The catalog for rows of `form`; nil if they have no names.
  init?(_ form: RowForm, _ connection: Connection) throws {
    guard form.isNamed else { return nil }
    self.form = form
    self.connection = connection
    guard let parent = form.parentKind else {
      known[0] = try Catalog.names(connection.rows("SELECT name FROM disciplines") { $0.text(0) })
      return
    }
    parents = try NamedParents(parent, connection)
  }

  /// What belongs to `entry`, which is known from now on; nil if the database has it.
  mutating func add(_ entry: Entry) throws -> Addition? {
    guard let parent = try parents?.find(entry.above, form.above) else {
      return known[0, default: []].insert(entry.name).inserted ? Addition() : nil
    }
    if known[parent.id] == nil { known[parent.id] = try names(below: parent.id) }
    guard known[parent.id, default: []].insert(entry.name).inserted else { return nil }
    let role: Role = form == .subjects ? .discipline : .session
    return Addition(
      parents: [.stored(role, parent)],
      attributes: form == .concepts ? try place(in: parent.id) : [])
  }

  private func names(below parent: Int) throws -> Set<String> {
    try Catalog.names(
      connection.rows(
        """
        SELECT a.text FROM lineage AS l JOIN artifact AS a ON a.id = l.child_id AND a.kind = ?
        JOIN standing AS st ON st.artifact_id = a.id AND st.status <> 'dropped'
        WHERE l.parent_id = ?
        """, [.text(form.kind.rawValue), .integer(parent)]
      ) { $0.text(0) })
  }

  private static func names(_ texts: [String]) -> Set<String> {
    Set(texts.map { $0.trimmed.lowercased() })
  }

  /// Where a concept stands in its session, and from which draw on it may be asked for: the earlier
  /// ones stay what they are.
  private mutating func place(in session: Int) throws -> [JSON.Member] {
    let last =
      try positions[session]
      ?? connection.int(
        """
        SELECT ifnull(max(a.attributes ->> 'position'), 0) FROM lineage AS l
        JOIN artifact AS a ON a.id = l.child_id AND a.kind = 'concept'
        WHERE l.parent_id = ? AND l.role = 'session'
        """, [.integer(session)])
    positions[session] = last + 1
    let draws = try connection.int(
      """
      SELECT ifnull(max(u.ordinal) + 1, 0) FROM lineage AS l
      JOIN unit AS u ON u.parent_id = l.parent_id AND u.stage = 'questions'
      WHERE l.child_id = ? AND l.role = 'syllabus'
      """, [.integer(session)])
    return [JSON.Member("position", JSON(last + 1))]
      + (draws > 0 ? [JSON.Member("first_draw", JSON(draws))] : [])
  }
}

extension RowForm {
  /// True for rows that are told apart by their name.
  var isNamed: Bool { self == .disciplines || parentKind != nil }

  /// What an artifact of this form is made from; nil if from nothing.
  var parentKind: Kind? {
    switch self {
    case .subjects: .discipline
    case .concepts: .session
    default: nil
    }
  }

  /// What a row says of where it belongs: the parent's name, and those above it, which may be left out.
  var above: [Part] {
    switch self {
    case .subjects: [.discipline]
    case .concepts: [.session, .subject, .discipline]
    default: []
    }
  }

  /// What a row becomes first; the answer of a pair comes after its question.
  var kind: Kind {
    switch self {
    case .disciplines: .discipline
    case .subjects: .subject
    case .concepts: .concept
    case .seedTasks: .seedTask
    case .passages: .passage
    case .rows: .row
    case .benchmark: .benchmark
    default: .question
    }
  }
}
