internal import Store

extension Section {
  /// What became of the questions of GLAN's strategies and Evol-Instruct's operations.
  static func yields(_ connection: Connection) throws -> Section {
    var section = Section(id: "yields", title: "Yields of methods")
    section.add(
      "Evol-Instruct by operation and round",
      note: "What elimination and other rules left of what each operation made.",
      try connection.table(
        """
        SELECT kind, operation, round, rule, made, dropped_by, dropped_first, live, answered
        FROM evolutions ORDER BY kind DESC, round, operation, rule
        """),
      missing: (
        "Nothing was evolved", "seedbed generate evol-instruct DB --rounds 4 --model NAME"
      ),
      draw: Losses(keys: ["kind", "operation", "round"], left: "live", isToScale: true).bars)
    section.add(
      "GLAN by strategy and part of the syllabus",
      note: "What rules left of the questions that were drawn from each third of a syllabus.",
      try connection.table(
        """
        SELECT strategy, part, rule, made, dropped_by, dropped_first, live, answered
        FROM yields ORDER BY strategy, part = 'late', part = 'middle', part, rule
        """),
      draw: Losses(keys: ["strategy", "part"], left: "live", isToScale: true).bars)
    return section
  }
}
