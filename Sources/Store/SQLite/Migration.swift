/// One step from a version of the schema to the next.
struct Migration: Sendable {
  /// The version that it leads to.
  let version: Int
  /// What table `migration` calls it.
  let name: String
  /// What it does, all in one transaction.
  let script: String

  /// All of them in their order: none yet, since `schema.sql` describes the first version.
  static let all: [Migration] = []
}

extension Connection {
  /// Brings the file at `path` to the version of the last of `migrations`, each step in a transaction
  /// of its own, after a copy was put beside it, called like it with `.version-N` at the end.
  ///
  /// What fails leaves the file at the version that it reached, and the copy where it is.
  func migrate(_ path: String, by migrations: [Migration]) throws {
    let version = try int("PRAGMA user_version")
    let steps = migrations.filter { $0.version > version }
    guard !steps.isEmpty else { return }
    let copy = "\(path).version-\(version)"
    do { try execute("VACUUM INTO ?", [.text(copy)]) } catch {
      throw StoreError(
        "\(path) has to be brought from schema \(version) to \(steps.last?.version ?? 0), but a copy of "
          + "it cannot be written to \(copy): \(error.message)")
    }
    for step in steps { try apply(step, path, copy) }
  }

  private func apply(_ step: Migration, _ path: String, _ copy: String) throws {
    do {
      try transaction {
        try executeScript(step.script)
        try execute(
          "INSERT INTO migration (version, name, applied_at) VALUES (?, ?, ?)",
          [.integer(step.version), .text(step.name), .text(timestamp())])
        try executeScript("PRAGMA user_version = \(step.version)")
        guard try rows("PRAGMA foreign_key_check", [], { _ in true }).isEmpty else {
          throw StoreError("references would lead nowhere")
        }
      }
    } catch {
      throw StoreError(
        "\(path) cannot be brought to schema \(step.version) (\(error)): it is as it was before this "
          + "step, and a copy of it is \(copy)")
    }
  }
}
