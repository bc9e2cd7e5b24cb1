/// Stores artifacts in a file that has none, much faster than one by one.
///
/// Their ids count from 1, so nothing is looked up. Whole indexes and counts are made when all rows are
/// there: sorting is cheaper than inserting in random order. What a unique index refuses is refused then.
/// Partial indexes have few of the rows, or get them in order.
public struct BulkLoad {
  private let connection: Connection
  /// Stores an artifact; what all of them share is bound once.
  private let insertion: Statement
  /// The statements that make the indexes and the triggers again.
  private let helpers: [String]
  private var last = 0
  /// Questions that have several live answers to choose from.
  private var contested: [Int] = []

  /// A load of `batch` into the file of `connection`, in the transaction that is open.
  public init(_ connection: Connection, _ batch: Batch) throws {
    guard try connection.int("SELECT EXISTS (SELECT 1 FROM artifact)") == 0 else {
      throw StoreError("a bulk load is for a file without artifacts")
    }
    self.connection = connection
    insertion = try connection.prepare(
      """
      INSERT INTO artifact (id, key, item_id, version, kind, text, attributes, origin, language,
        sequence, method, plan_id, call_id, created_at)
      VALUES (?1, ?2, ?1, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
      """)
    let shared: [Value] = [
      .text(batch.method), .integer(batch.plan), Value(batch.call), .text(batch.time),
    ]
    try insertion.bind(shared, from: 9)
    let found = try connection.rows(
      """
      SELECT type || ' ' || name, sql FROM sqlite_schema
      WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
        AND tbl_name IN ('artifact', 'lineage', 'standing', 'imported')
        AND NOT (type = 'index' AND sql LIKE '% WHERE %')
      """
    ) { (name: $0.text(0), sql: $0.text(1)) }
    for helper in found { try connection.execute("DROP \(helper.name)") }
    helpers = found.map(\.sql)
  }

  /// Stores `drafts`, which have their parents among them.
  public mutating func insert(_ drafts: [SealedDraft]) throws {
    let start = last + 1
    var standings: [Inheritance] = []
    standings.reserveCapacity(drafts.count)
    var answered: Set<Int> = []
    for sealed in drafts {
      last += 1
      let parents = sealed.parents.map { $0 + start }
      try insert(sealed, parents)
      var inherited = Inheritance()
      for index in sealed.draft.indicesByRole {
        inherited.inherit(from: parents[index], as: sealed.draft.parents[index].role) {
          standings[$0 - start]
        }
      }
      inherited.begin(sealed.draft.kind, last)
      let isChosen = inherited.question.map { answered.insert($0).inserted } ?? false
      if let question = inherited.question, !isChosen { contested.append(question) }
      try connection.insertStanding(last, sealed.draft.kind, inherited, isChosen: isChosen)
      standings.append(inherited)
    }
  }

  private func insert(_ sealed: SealedDraft, _ parents: [Int]) throws {
    let draft = sealed.draft
    let values: [Value] = [
      .integer(last), Value(sealed.key), .text(draft.kind.rawValue), .text(draft.text),
      .text(sealed.attributes), .text(sealed.origin), Value(draft.language),
      .text(draft.place.description),
    ]
    defer { insertion.rewind() }
    try insertion.bind(values, from: 1)
    _ = try insertion.step()
    try connection.link(last, draft, parents)
    try connection.remember(last, draft)
  }

  /// Makes the indexes, counts, and chooses among several answers.
  public func finish() throws {
    for helper in helpers { try connection.execute(helper) }
    try connection.countHeads()
    for question in contested { try connection.chooseAnswer(of: question) }
  }
}
