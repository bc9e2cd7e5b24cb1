public import Base

/// How a run ended.
public enum RunState: String, Sendable {
  case running, done, incomplete, failed, stopped, interrupted
}

extension Connection {
  /// Records that `command` began at `start`; the result is its id in table `run`.
  public func beginRun(
    _ command: String, tool version: String, at start: String = timestamp()
  ) throws -> Int {
    // Later than every run before, whatever the clock says: merge puts runs in the order of their times.
    try execute(
      """
      INSERT INTO run (key, command, tool_version, process, started_at)
      VALUES (?, ?, ?, ?, max(?, coalesce(
        (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', max(started_at), '+0.001 seconds') FROM run), '')))
      """,
      [
        .text(randomKey()), .text(command), .text(version), .text(ProcessIdentity.current.text),
        .text(start),
      ])
    return lastID
  }

  /// Records how `run` ended and gives back the lease that it may hold.
  public func endRun(_ run: Int, _ state: RunState, figures: JSON) throws {
    try execute(
      "UPDATE run SET state = ?, figures = ?, ended_at = ? WHERE id = ?",
      [.text(state.rawValue), Value(figures), .text(timestamp()), .integer(run)])
    try execute("UPDATE plan SET lease_run_id = NULL WHERE lease_run_id = ?", [.integer(run)])
  }

  /// Gives `plan` to `run` alone.
  ///
  /// - Throws: ``StoreError`` while another process that lives works on it. The lease of a killed
  ///   process is taken over.
  public func lease(plan: Int, to run: Int) throws {
    if let holder = try holder(ofPlan: plan), holder.id != run {
      guard !holder.process.isAlive else {
        throw StoreError(
          "run \(holder.id) is working on the same plan (\(holder.command)): wait for it to end")
      }
      try execute(
        "UPDATE run SET state = 'interrupted' WHERE id = ? AND state = 'running'",
        [.integer(holder.id)])
    }
    try execute(
      "UPDATE plan SET lease_run_id = ? WHERE id = ?", [.integer(run), .integer(plan)])
    try execute("UPDATE run SET plan_id = ? WHERE id = ?", [.integer(plan), .integer(run)])
  }

  /// - Throws: ``StoreError`` while another process that lives works on `plan`, which has requests that
  ///   `run` is about to send, too.
  public func refuseLeased(plan: Int, to run: Int) throws {
    guard let holder = try holder(ofPlan: plan), holder.id != run, holder.process.isAlive else {
      return
    }
    throw StoreError(
      "run \(holder.id) is asking some of the same requests (\(holder.command)): "
        + "wait for it to end")
  }

  private func holder(
    ofPlan plan: Int
  ) throws -> (id: Int, process: ProcessIdentity, command: String)? {
    try first(
      """
      SELECT r.id, r.process, r.command FROM plan AS p JOIN run AS r ON r.id = p.lease_run_id
      WHERE p.id = ?
      """, [.integer(plan)]
    ) { ($0.int(0), ProcessIdentity(stored: $0.text(1)), $0.text(2)) }
  }
}

/// 32 random hexadecimal digits: a run is like no other, even where command and time are the same.
private func randomKey() -> String {
  var generator = SystemRandomNumberGenerator()
  return hexadecimal((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
}
