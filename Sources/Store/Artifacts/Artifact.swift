public import Base

/// What points at an artifact: its id in this file and its key in every file.
public struct ArtifactReference: Sendable, Hashable {
  /// The row in table `artifact`.
  public let id: Int
  /// The identity, the same in every file.
  public let key: Key
  /// The place in canonical order within its plan.
  public let place: Place

  /// A reference to the artifact `id` with `key`.
  public init(id: Int, key: Key, place: Place) {
    self.id = id
    self.key = key
    self.place = place
  }
}

/// A stored artifact with its text.
public struct Artifact: Sendable {
  /// What points at it.
  public let reference: ArtifactReference
  /// What it is.
  public let kind: Kind
  /// The question, the answer, the subject's name, and so on.
  public let text: String
  /// What else belongs to it: level, input, description, and so on.
  public let attributes: JSON
  /// The language that was asked for.
  public let language: String?

  /// The columns that ``init(_:)`` reads, of table `artifact AS a`.
  public static let columns =
    "a.id, a.key, a.sequence, a.kind, a.text, a.attributes, a.language"

  /// The artifact in a row that begins with ``columns``.
  public init(_ row: borrowing Row) throws {
    reference = ArtifactReference(
      id: row.int(0), key: Key(stored: row.text(1)), place: Place(stored: row.text(2)))
    guard let kind = Kind(rawValue: row.text(3)) else {
      throw StoreError("artifact \(row.int(0)) is of a kind that this Seedbed does not know")
    }
    self.kind = kind
    text = row.text(4)
    attributes = try JSON(parsing: row.text(5))
    language = row.optionalText(6)
  }
}

extension Connection {
  /// The artifact `id`, or nil.
  public func artifact(_ id: Int) throws -> Artifact? {
    try first(
      "SELECT \(Artifact.columns) FROM artifact AS a WHERE a.id = ?", [.integer(id)]
    ) { try Artifact($0) }
  }

  /// The live heads of a kind in canonical order.
  public func liveArtifacts(_ kind: Kind) throws -> [Artifact] {
    try rows(
      """
      SELECT \(Artifact.columns) FROM artifact AS a JOIN standing AS st ON st.artifact_id = a.id
      WHERE a.kind = ? AND st.status = 'live' ORDER BY a.plan_id, a.sequence, a.key
      """, [.text(kind.rawValue)]
    ) { try Artifact($0) }
  }

  /// The id that a user's `ID` names: a decimal id, or `key:` and the beginning of a key.
  ///
  /// - Throws: ``StoreError`` if there is none, or if several keys begin so.
  public func artifactID(named name: String) throws -> Int {
    if let id = Int(name) {
      guard try first("SELECT 1 FROM artifact WHERE id = ?", [.integer(id)], { _ in true }) != nil
      else { throw StoreError("there is no artifact \(id): query the view versions for ids") }
      return id
    }
    let digits = name.hasPrefix("key:") ? String(name.dropFirst(4)) : ""
    guard !digits.isEmpty, digits.utf8.allSatisfy({ hexadecimalDigits.contains($0) }) else {
      throw StoreError("\(name) is no id: give a number, or key: and the beginning of a key")
    }
    let found = try rows(
      "SELECT id FROM artifact WHERE key >= ? AND key < ? LIMIT 2",
      [.text(digits), .text(digits + "g")]
    ) { $0.int(0) }
    guard let id = found.first else { throw StoreError("no key begins with \(digits)") }
    guard found.count == 1 else {
      throw StoreError("several keys begin with \(digits): give more digits")
    }
    return id
  }
}

private let hexadecimalDigits = Set("0123456789abcdef".utf8)
