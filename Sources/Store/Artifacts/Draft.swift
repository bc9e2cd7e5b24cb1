public import Base

/// An artifact that is about to be stored.
public struct Draft: Sendable {
  /// What it is.
  public var kind: Kind
  /// The question, the answer, the subject's name, and so on.
  public var text: String
  /// What else belongs to it: level, input, description, and so on.
  public var attributes: JSON
  /// The language that was asked for.
  public var language: String?
  /// What it is made from; the order among parents of one role is their `position`.
  public var parents: [Parent]
  /// Where it comes from, which is part of its key.
  public var origin: Origin
  /// Its place in canonical order within its plan.
  public var place: Place

  /// One parent and what it is to the child.
  public struct Parent: Sendable, Hashable {
    /// The parent's role.
    public let role: Role
    let target: Target

    enum Target: Hashable { case stored(ArtifactReference), draft(Int) }

    /// A parent that is stored already.
    public static func stored(_ role: Role, _ artifact: ArtifactReference) -> Parent {
      Parent(role: role, target: .stored(artifact))
    }
    /// The draft at `index` of the same batch, which comes before the child.
    public static func draft(_ role: Role, _ index: Int) -> Parent {
      Parent(role: role, target: .draft(index))
    }
  }

  /// Where an artifact comes from.
  public enum Origin: Sendable, Hashable {
    /// Read from the response to a unit, as the `ordinal`-th of its kind and parents.
    case unit(Key, ordinal: Int)
    /// Imported without an id of its own: the `occurrence`-th row of this content, from 0.
    case content(occurrence: Int)
    /// Imported with an id of its own, under the name of a source.
    case imported(source: String, id: String)
    /// Written by a person as the successor of the artifact with this key.
    case revision(of: Key)
  }

  /// A draft of a `kind` that says `text`.
  public init(
    _ kind: Kind, _ text: String, attributes: JSON = .object([]), language: String? = nil,
    parents: [Parent] = [], origin: Origin, place: Place
  ) {
    self.kind = kind
    self.text = text
    self.attributes = attributes
    self.language = language
    self.parents = parents
    self.origin = origin
    self.place = place
  }
}

extension Draft {
  /// The identity: hash of kind, parents' keys by role and position, origin, text and attributes.
  func key(parentKeys: [Key]) -> Key {
    key(parentKeys: parentKeys, originFields: origin.fields)
  }

  /// The identity that it would have if it came from where `originFields` say.
  func key(parentKeys: [Key], originFields: [String]) -> Key {
    var digest = SHA256Digest()
    digest.update(field: "artifact 1")
    digest.update(field: kind.rawValue)
    for index in indicesByRole {
      digest.update(field: parents[index].role.rawValue)
      digest.update(field: parentKeys[index].text)
    }
    digest.update(field: "origin")
    for field in originFields { digest.update(field: field) }
    digest.update(field: text)
    digest.update(field: attributes.canonicalText)
    return Key(finishing: &digest)
  }

  /// The parents ordered by role, then position: the order between roles says nothing.
  var indicesByRole: [Int] {
    guard parents.count > 1 else { return Array(parents.indices) }
    return parents.indices.sorted {
      (parents[$0].role.rawValue, $0) < (parents[$1].role.rawValue, $1)
    }
  }
}

extension Draft.Origin {
  /// What is hashed, and stored in column `origin`.
  var fields: [String] {
    switch self {
    case .unit(let key, let ordinal): ["unit", key.text, String(ordinal)]
    case .content(let occurrence): ["content", String(occurrence)]
    case .imported(let source, let id): ["imported", source, id]
    case .revision(let key): ["revision", key.text]
    }
  }

  /// The fields as column `origin` has them.
  var text: String { JSON(fields).text }
}
