internal import Base
internal import Store

/// Finds live disciplines or sessions by their names and the names of what they belong to.
struct NamedParents {
  private let connection: Connection
  private let kind: Kind
  private var ids: [String: [Int]] = [:]

  /// Those of `kind` that `connection` has.
  init(_ kind: Kind, _ connection: Connection) throws {
    self.connection = connection
    self.kind = kind
    try connection.forEachRow(
      """
      SELECT a.id, a.text FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
      WHERE st.kind = ? AND st.status = 'live' ORDER BY a.id
      """, [.text(kind.rawValue)]
    ) { row in
      ids[row.text(1).trimmed.lowercased(), default: []].append(row.int(0))
      return true
    }
  }

  /// The one with the name that `above` has for the first of `parts`, below those of the others.
  ///
  /// - Throws: ``Fault`` if there is none, or if there are several.
  func find(_ above: [Part: String], _ parts: [Part]) throws -> ArtifactReference {
    let name = above[parts[0]] ?? ""
    if name.hasPrefix("key:") { return try keyed(name) }
    let found = try (ids[name.lowercased()] ?? []).filter { id in
      try parts.dropFirst().allSatisfy { try isBelow(id, above[$0], $0) }
    }
    guard found.count < 2 else { throw try ambiguous(name, found, above, parts) }
    guard let id = found.first, let artifact = try connection.artifact(id) else {
      let places = parts.dropFirst().compactMap { part in
        above[part].map { " of the \(part.rawValue) \($0)" }
      }
      throw Fault(
        "no live \(kind.rawValue)\(places.joined()) is called \(name): see the view \(kind.view ?? "")"
      )
    }
    return artifact.reference
  }

  private func keyed(_ name: String) throws -> ArtifactReference {
    let id: Int
    do {
      id = try connection.artifactID(named: name)
    } catch let error as StoreError {
      throw Fault("\(error)")
    }
    guard let artifact = try connection.artifact(id),
      ids.values.contains(where: { $0.contains(id) })
    else { throw Fault("\(name) is no live \(kind.rawValue)") }
    return artifact.reference
  }

  /// Whether the artifact `id` belongs to the subject or discipline called `name`, if there is a name.
  private func isBelow(_ id: Int, _ name: String?, _ part: Part) throws -> Bool {
    guard let name else { return true }
    let column = part == .subject ? "subject_id" : "discipline_id"
    let above = try connection.first(
      """
      SELECT a.text FROM standing AS st JOIN artifact AS a ON a.id = st.\(column)
      WHERE st.artifact_id = ?
      """, [.integer(id)]
    ) { $0.text(0) }
    return above?.trimmed.lowercased() == name.lowercased()
  }

  private func ambiguous(
    _ name: String, _ found: [Int], _ above: [Part: String], _ parts: [Part]
  ) throws -> Fault {
    let keys = try found.prefix(3).compactMap {
      try connection.artifact($0).map { "key:" + $0.reference.key.text.prefix(8) }
    }
    let columns = parts.dropFirst().filter { above[$0] == nil }.map(\.rawValue)
    let more = columns.isEmpty ? "" : "add the column \(columns.listed("or")), or "
    return Fault(
      "\(found.count) live \(kind.view ?? "") are called \(name): \(more)give \(parts[0].rawValue) "
        + "as \(keys.listed("or"))")
  }
}
