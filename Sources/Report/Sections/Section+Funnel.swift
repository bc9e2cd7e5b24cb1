internal import Store

extension Section {
  /// Where the rows went, by kind and rule.
  static func funnel(_ connection: Connection) throws -> Section {
    var section = Section(
      id: "funnel", title: "The funnel",
      lead: "Nothing is deleted: what is out was taken by a rule, a person or a newer version, and "
        + "each row counts once, for the rule that took it first.")
    let kinds = Kind.allCases.map(\.rawValue).joined(separator: " ")
    let table = try connection.table(
      """
      SELECT f.kind, f.rule, f.made, f.superseded, f.rejected, f.stale, f.dropped_by,
        f.dropped_first, f.left
      FROM funnel AS f ORDER BY instr('\(kinds)', f.kind), f.rule
      """)
    let losses = Losses(
      keys: ["kind"], left: "left", others: ["rejected", "stale", "superseded"])
    section.add(
      "From made to left", note: "Each bar is all that was made of a kind.", table,
      missing: (
        "The file holds nothing yet", "seedbed generate glan DB --discipline NAME --model NAME"
      ), draw: losses.bars)
    return section
  }
}
