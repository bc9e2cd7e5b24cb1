extension Merge {
  /// Prompts, plans with their stages, and what endpoints were found to be able to do.
  mutating func bringPlans() throws {
    figures.others += try change(
      """
      INSERT INTO main.prompt (name, hash, text, created_at)
      SELECT t.name, t.hash, t.text, t.created_at FROM \(other).prompt AS t
      WHERE true ORDER BY t.id
      ON CONFLICT (hash) DO UPDATE SET name = excluded.name, created_at = excluded.created_at
        WHERE (excluded.created_at, excluded.name) < (prompt.created_at, prompt.name)
      """)
    figures.others += try change(
      """
      INSERT INTO main.plan (key, method, parameters, seed, created_at)
      SELECT t.key, t.method, t.parameters, t.seed, t.created_at FROM \(other).plan AS t
      WHERE true ORDER BY t.id
      ON CONFLICT (key) DO UPDATE SET created_at = excluded.created_at
        WHERE excluded.created_at < plan.created_at
      """)
    if try orderPlans() { figures.others += 1 }
    try map("plan", on: "o.key = t.key")
    try map("prompt", on: "o.hash = t.hash")
    figures.others += try change(
      """
      INSERT INTO main.plan_stage (plan_id, stage, version, prompt_id, endpoint, model, settings)
      SELECT \(ours("plan", "t.plan_id")), t.stage, t.version, \(ours("prompt", "t.prompt_id")),
        t.endpoint, t.model, t.settings
      FROM \(other).plan_stage AS t WHERE true
      ON CONFLICT (plan_id, stage) DO UPDATE SET endpoint = excluded.endpoint
        WHERE excluded.endpoint < plan_stage.endpoint
      """)
    figures.others += try change(
      """
      INSERT INTO main.recipe (name, hash, text, created_at)
      SELECT t.name, t.hash, t.text, t.created_at FROM \(other).recipe AS t WHERE true ORDER BY t.id
      ON CONFLICT (hash) DO UPDATE SET created_at = excluded.created_at
        WHERE excluded.created_at < recipe.created_at
      """)
    figures.others += try change(
      """
      INSERT INTO main.capability (endpoint, model, name, value, learned_at)
      SELECT endpoint, model, name, value, learned_at FROM \(other).capability WHERE true
      ON CONFLICT DO UPDATE SET value = excluded.value, learned_at = excluded.learned_at
        WHERE (excluded.learned_at, excluded.value) > (capability.learned_at, capability.value)
      """)
  }

  /// Canonical order begins with the plan, so plans are numbered in an order of their own: by when
  /// they were first made, then by key; true if that moved any.
  private func orderPlans() throws -> Bool {
    try connection.allowCorrections {
      try reorder(
        "plan", by: "created_at, key", of: "main.plan",
        references: [
          Reference(table: "plan_stage", column: "plan_id", isUnique: true),
          Reference(table: "artifact", column: "plan_id"),
          Reference(table: "unit", column: "plan_id"), Reference(table: "run", column: "plan_id"),
        ])
    }
  }

  /// Runs; one that is known, but seems to run because its process was killed, takes their ending.
  ///
  /// A merge is a run, too, but alone it is nothing new: else two files that are merged into each
  /// other would never be the same.
  mutating func bringRuns() throws {
    try map("run", on: "o.key = t.key")
    figures.runs += try connection.int(
      """
      SELECT count(*) FROM temp.merged_run AS m JOIN \(other).run AS t ON t.id = m.theirs
      WHERE m.is_new AND t.command NOT LIKE 'seedbed merge%'
      """)
    try change(
      """
      INSERT INTO main.run (id, key, command, plan_id, tool_version, process, state, figures,
        started_at, ended_at)
      SELECT m.ours, t.key, t.command, \(ours("plan", "t.plan_id")), t.tool_version, t.process,
        t.state, t.figures, t.started_at, t.ended_at
      FROM temp.merged_run AS m JOIN \(other).run AS t ON t.id = m.theirs WHERE m.is_new
      """)
    figures.others += try change(
      """
      UPDATE main.run SET state = t.state, figures = t.figures, ended_at = t.ended_at
      FROM temp.merged_run AS m JOIN \(other).run AS t ON t.id = m.theirs
      WHERE run.id = m.ours AND run.state = 'running' AND t.state <> 'running'
      """)
  }
}

extension Connection {
  /// Lets `body` change artifacts, which nobody else may: their place, call and version.
  func allowCorrections<T>(_ body: () throws -> T) throws -> T {
    let trigger = try first(
      "SELECT sql FROM main.sqlite_schema WHERE name = 'artifact_is_fixed'"
    ) { $0.text(0) }
    guard let trigger else { return try body() }
    try execute("DROP TRIGGER main.artifact_is_fixed")
    let result = try body()
    try execute(trigger)
    return result
  }
}
