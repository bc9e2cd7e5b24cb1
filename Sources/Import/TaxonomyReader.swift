internal import Base

/// Reads nodes of a taxonomy from JSON, in whatever of the usual shapes it is written.
///
/// ```json
/// {"fields": [{"name": "Science", "subfields": [{"name": "Physics", "disciplines": ["Optics"]}]}]}
/// {"fields": [{"field_name": "Science", "sub_fields": [{"sub_field_name": "Physics", …}]}]}
/// {"Science": {"Physics": ["Optics", "Acoustics"]}, "Trades": ["Masonry"]}
/// {"field": "Science", "subfield": "Physics", "discipline": "Optics"}
/// ```
struct TaxonomyReader {
  /// What the columns of a row are called; other names of nodes are known anyway.
  let names: ColumnNames

  private enum Level: Int {
    case field, subfield, discipline

    var next: Level? { Level(rawValue: rawValue + 1) }

    init?(_ part: Part) {
      switch part {
      case .field: self = .field
      case .subfield: self = .subfield
      case .discipline: self = .discipline
      default: return nil
      }
    }
  }

  /// Where a node stands: the names above it.
  private struct Above {
    var names: [Level: String] = [:]

    func with(_ name: String, as level: Level) -> Above {
      var copy = self
      copy.names[level] = name
      return copy
    }

    func path(_ place: Position?) throws(Fault) -> TaxonomyPath {
      guard let field = names[.field] else {
        let name = names[.subfield] ?? names[.discipline] ?? "a node"
        throw Fault(
          "\(name) has no field: give it one, or import a list with --as disciplines", at: place)
      }
      return TaxonomyPath(
        field: field, subfield: names[.subfield], discipline: names[.discipline])
    }
  }

  /// All nodes in `value`, those above before those below.
  func paths(_ value: JSON) throws(Fault) -> [TaxonomyPath] {
    var paths: [TaxonomyPath] = []
    try read(value, .field, Above(), into: &paths)
    return paths
  }

  private func read(
    _ value: JSON, _ level: Level, _ above: Above, into paths: inout [TaxonomyPath]
  ) throws(Fault) {
    switch value {
    case .array(let elements):
      for element in elements { try read(element, level, above, into: &paths) }
    case .string(let text):
      try add(text, as: level, above, into: &paths)
    case .object(let members):
      try read(members, level, above, into: &paths)
    case .null: break
    default: throw Fault("a node of the taxonomy is \(value.noun), not a name")
    }
  }

  /// An object: a node with a name, a row with several, a wrapper, or a map from names to nodes.
  private func read(
    _ members: [JSON.Member], _ level: Level, _ above: Above, into paths: inout [TaxonomyPath]
  ) throws(Fault) {
    let named = names(in: members, level)
    if !named.isEmpty {
      var place = above
      for (level, name) in named { place = try add(name, as: level, place, into: &paths) }
      let last = named.map(\.level.rawValue).max().flatMap(Level.init(rawValue:)) ?? level
      for member in members where member.value.isTree {
        let below = try self.level(of: member, below: last, named.last?.name ?? "")
        try read(member.value, below, place, into: &paths)
      }
    } else {
      for member in members { try readMember(member, level, above, into: &paths) }
    }
  }

  /// A member of an object that is no node: a list under the name of its level, or a node by name.
  private func readMember(
    _ member: JSON.Member, _ level: Level, _ above: Above, into paths: inout [TaxonomyPath]
  ) throws(Fault) {
    if let listed = listed(member.name) ?? (level == .field ? wrapped(member) : nil) {
      return try read(member.value, listed, above, into: &paths)
    }
    guard member.value.isTree || level != .field, let below = level.next else { return }
    let place = try add(member.name, as: level, above, into: &paths)
    try read(member.value, member.value.isLeaves ? .discipline : below, place, into: &paths)
  }

  /// At which level the nodes stand that `member` lists below the node called `name`.
  private func level(
    of member: JSON.Member, below level: Level, _ name: String
  ) throws(Fault) -> Level {
    if let listed = listed(member.name), listed.rawValue > level.rawValue { return listed }
    guard TaxonomyReader.plain(member.name) == "children", let next = level.next else {
      throw Fault(
        "\(name) has a list \(member.name): below a field stand subfields or disciplines, below a "
          + "subfield disciplines, below a discipline nothing")
    }
    return member.value.isLeaves ? .discipline : next
  }

  @discardableResult private func add(
    _ text: String, as level: Level, _ above: Above, into paths: inout [TaxonomyPath]
  ) throws(Fault) -> Above {
    let name = text.trimmed
    guard !name.isEmpty else { throw Fault("a node of the taxonomy has no name") }
    let place = above.with(name, as: level)
    paths.append(try place.path(nil))
    return place
  }

  /// The names that an object gives itself and what it stands below, from the top.
  private func names(in members: [JSON.Member], _ level: Level) -> [(level: Level, name: String)] {
    var found: [Level: String] = [:]
    for member in members {
      guard let text = member.value.string, !text.isBlank else { continue }
      if let named = named(member.name) ?? (member.name == "name" ? level : nil) {
        found[named] = text
      }
    }
    return found.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      (level: $0.key, name: $0.value)
    }
  }

  private func named(_ column: String) -> Level? {
    if let part = names[column]?.part { return Level(part) }
    switch TaxonomyReader.plain(column) {
    case "fieldname": return .field
    case "subfield", "subfieldname": return .subfield
    case "disciplinename": return .discipline
    default: return nil
    }
  }

  private func listed(_ column: String) -> Level? {
    switch TaxonomyReader.plain(column) {
    case "fields": .field
    case "subfields": .subfield
    case "disciplines": .discipline
    default: nil
    }
  }

  /// A member such as `taxonomy` around the whole: a list of objects that have names.
  private func wrapped(_ member: JSON.Member) -> Level? {
    guard let first = member.value.array?.first?.object else { return nil }
    return names(in: first, .field).contains { $0.level == .field } ? .field : nil
  }

  private static func plain(_ column: String) -> String {
    column.lowercased().filter { $0.isLetter }
  }
}

extension JSON {
  /// True for what can hold nodes.
  fileprivate var isTree: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  /// True for names only: they are the leaves, however deep they stand.
  fileprivate var isLeaves: Bool {
    if let array { return array.allSatisfy { $0.string != nil } }
    return string != nil
  }
}
