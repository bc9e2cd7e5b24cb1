internal import Base
internal import Store

/// Which disciplines a run starts from.
public enum Disciplines: Sendable, Hashable {
  /// All live ones of the file.
  case all
  /// Those of the built-in taxonomy.
  case builtin
  /// Those with these names, which are stored if they are missing.
  case named([String])

  var parameter: JSON {
    switch self {
    case .all: "all"
    case .builtin: "builtin"
    case .named(let names): JSON(names)
    }
  }

  /// The live disciplines, in canonical order; those that are missing are stored first.
  func find(_ connection: Connection) throws -> [Artifact] {
    switch self {
    case .all: break
    case .builtin: try Disciplines.store(Taxonomy.builtin(), "builtin", connection)
    case .named(let names):
      let known = try Set(connection.rows("SELECT name FROM disciplines") { $0.text(0) })
      let missing = names.filter { !known.contains($0) }
      try Disciplines.store(Taxonomy.disciplines(missing), "disciplines", connection)
    }
    let wanted = try names()
    return try connection.liveArtifacts(.discipline).filter { discipline in
      wanted?.contains(discipline.text) ?? true
    }
  }

  private func names() throws -> Set<String>? {
    switch self {
    case .all: nil
    case .builtin: Set(try Taxonomy.builtin().filter { $0.kind == .discipline }.map(\.text))
    case .named(let names): Set(names)
    }
  }

  private static func store(
    _ drafts: [Draft], _ source: String, _ connection: Connection
  ) throws {
    guard !drafts.isEmpty else { return }
    let plan = try connection.importPlan(
      kind: .discipline, source: source, content: Key(of: drafts.map(\.text)))
    _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
  }
}
