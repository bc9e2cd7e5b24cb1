internal import Base
internal import Store

/// A discipline of a run with a target: what its questions are drawn from, and how many draws it has.
struct Course: Sendable {
  let discipline: Artifact
  /// The live syllabi of its subjects, in canonical order.
  let syllabi: [Artifact]
  /// How many draws each syllabus offers.
  let capacities: [Int]
  /// How many draws it has, over all syllabi.
  private(set) var draws = 0
  /// How many rows that count came of them.
  var rows = 0
  /// True if it got more draws than it had.
  private(set) var isExtended = false

  /// The course of `discipline`.
  init(_ discipline: Artifact, syllabi: [Artifact], capacities: [Int]) {
    self.discipline = discipline
    self.syllabi = syllabi
    self.capacities = capacities
  }

  private var capacity: Int { capacities.reduce(0, +) }

  /// How many draws each syllabus has, by its key.
  var shares: [(Key, Int)] {
    Array(zip(syllabi.map(\.reference.key), Spread.even(draws, limits: capacities)))
  }

  /// Gives each of `courses` as many draws more as it lacks rows of an even part of `rows`.
  ///
  /// One that has no draw left has all it can have, and the others make up for it. As no draw brings
  /// more rows than it was asked for, none gets more draws than it needs.
  static func extend(_ courses: inout [Course], to rows: Int, perDraw: Int) {
    let limits = courses.map { $0.draws < $0.capacity ? Int.max : $0.rows }
    let missing = zip(Spread.even(rows, limits: limits), courses).map { max(0, $0 - $1.rows) }
    for (index, missing) in missing.enumerated() {
      let before = courses[index].draws
      let wanted = before + (missing + perDraw - 1) / perDraw
      courses[index].draws = min(wanted, courses[index].capacity)
      courses[index].isExtended = courses[index].draws > before
    }
  }
}
