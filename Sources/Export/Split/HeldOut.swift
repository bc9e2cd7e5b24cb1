internal import Base
internal import Store

/// How many rows are held out for validation and test, in each stratum: GLAN's paper holds out 50
/// questions of each discipline (section 3.5).
public struct HeldOut: Sendable, Hashable {
  /// How many rows of a stratum are for validation; 0 leaves that to the shares.
  public let validation: Int
  /// How many rows of a stratum are for test; 0 leaves that to the shares.
  public let test: Int
  /// The column of the view `examples` whose values are the strata; nil for one stratum.
  public let strata: String?

  /// These numbers of rows of each value of the column `strata`.
  public init(validation: Int, test: Int, strata: String?) {
    self.validation = validation
    self.test = test
    self.strata = strata
  }

  /// What the choice of rows has to know of one of them.
  struct Row: Sendable {
    /// Which stratum it is in; nil for a seed task, which is not held out by number.
    var stratum: String?
    /// The plan that made its question.
    var plan: Int
    /// Where the hash of seed and key puts it.
    var point: Double
    /// True if no earlier row is its neighbour.
    var isFree: Bool
  }

  /// The sides of the rows that are held out, by index, and the strata that had too few.
  ///
  /// Only free rows are taken, as no earlier row can draw them to another side; those of the earliest
  /// plan first, as their hashes say. So rows that later plans add move none. The test comes first.
  func choose(_ rows: [Row]) -> (sides: [Int: Side], short: [String: Int]) {
    var (sides, short): ([Int: Side], [String: Int]) = ([:], [:])
    let free = Dictionary(grouping: rows.indices.filter { rows[$0].isFree }) { rows[$0].stratum }
    for stratum in Set(rows.compactMap(\.stratum)) {
      let ranked = (free[stratum] ?? []).sorted {
        (rows[$0].plan, rows[$0].point, $0) < (rows[$1].plan, rows[$1].point, $1)
      }
      for index in ranked.prefix(test) { sides[index] = .test }
      for index in ranked.dropFirst(test).prefix(validation) { sides[index] = .validation }
      if ranked.count < test + validation { short[stratum] = ranked.count }
    }
    return (sides, short)
  }

  /// Throws ``InvalidCondition`` if the strata are no column of the view `examples`.
  func check(_ connection: Connection) throws {
    guard let strata else { return }
    let columns = try connection.rows("SELECT name FROM pragma_table_info('examples')") {
      $0.text(0)
    }
    guard !columns.contains(strata) else { return }
    throw InvalidCondition(
      description: "--strata: the view examples has no column \(strata); it has "
        + columns.joined(separator: ", "))
  }

  /// The rows of `gathered`, of which none is known to be free yet.
  func rows(
    _ gathered: Gathered, _ shares: Shares, _ connection: Connection
  ) throws -> [Row] {
    var places: [Int: Int] = [:]
    for (index, member) in gathered.members.enumerated() { places[member.question] = index }
    var rows = gathered.members.map { _ in Row(stratum: nil, plan: 0, point: 0, isFree: false) }
    let column = strata.map { "e.\"\($0)\"" } ?? "''"
    try connection.forEachRow(
      """
      SELECT e.question_id, ifnull(\(column), ''), q.plan_id, q.key FROM examples AS e
      JOIN artifact AS q ON q.id = e.question_id
      """
    ) { row in
      guard let index = places[row.int(0)] else { return true }
      rows[index] = Row(
        stratum: row.text(1), plan: row.int(2), point: shares.point(ofKey: row.text(3)),
        isFree: false)
      return true
    }
    return rows
  }
}

extension Gathered {
  /// Chooses the rows to hold out; those that are not are for training, or where the shares say.
  mutating func hold(
    out heldOut: HeldOut, _ shares: Shares, _ connection: Connection
  ) throws {
    var rows = try heldOut.rows(self, shares, connection)
    for (index, isFree) in try Splitter().areFree(self).enumerated() {
      rows[index].isFree = isFree
    }
    (self.heldOut, shortStrata) = heldOut.choose(rows)
    for (index, side) in self.heldOut { hashed[index] = side }
  }

  /// Rows that are drawn to a side of which there are enough by those held out.
  func surplus(_ sides: [Side?], _ counts: HeldOut?) -> Set<Int> {
    guard let counts else { return [] }
    let full =
      [Side.test].filter { _ in counts.test > 0 }
      + [Side.validation].filter { _ in counts.validation > 0 }
    return Set(
      sides.indices.filter { index in
        guard let side = sides[index], full.contains(side) else { return false }
        // A later turn brings the held-out turn before it along.
        return heldOut[index] == nil && earlier[index] == nil
      })
  }
}
