internal import Base
internal import Store

/// What made and screened the exported rows, as the manifest tells it.
struct Provenance: Sendable {
  /// Model and prompt of every stage of the plans that made the rows.
  let stages: JSON
  /// The models that imported answers name.
  let importedModels: JSON
  /// The rules that drop rows now, with how many.
  let rules: JSON
  /// The version of the database's schema.
  let schema: Int

  init(_ connection: Connection, _ gathered: Gathered) throws {
    stages = try Provenance.stages(of: gathered.plans, connection)
    importedModels = JSON(gathered.importedModels.sorted())
    rules = try Provenance.rules(connection)
    schema = try connection.int("PRAGMA user_version")
  }

  private static func stages(of plans: Set<Int>, _ connection: Connection) throws -> JSON {
    let ids = JSON.array(plans.sorted().map { JSON($0) })
    return .array(
      try connection.rows(
        """
        SELECT DISTINCT s.stage, s.endpoint, s.model, p.name, p.hash FROM plan_stage AS s
        LEFT JOIN prompt AS p ON p.id = s.prompt_id
        WHERE s.plan_id IN (SELECT value FROM json_each(?)) ORDER BY 1, 2, 3, 4, 5
        """, [Value(ids)]
      ) { row in
        [
          "stage": .string(row.text(0)), "endpoint": .string(row.text(1)),
          "model": .string(row.text(2)), "prompt": JSON(row.optionalText(3)),
          "prompt_hash": JSON(row.optionalText(4)),
        ]
      })
  }

  private static func rules(_ connection: Connection) throws -> JSON {
    .array(
      try connection.rows(
        """
        SELECT s.rule, s.rule_version, s.parameters, count(*) FROM screening AS s
        JOIN decision AS d ON d.screening_id = s.id AND d.verdict = 'drop'
        WHERE s.state = 'active' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
      ) { row in
        [
          "rule": .string(row.text(0)), "version": JSON(row.int(1)),
          "parameters": try JSON(parsing: row.text(2)), "drops": JSON(row.int(3)),
        ]
      })
  }
}
