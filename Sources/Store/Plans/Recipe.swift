public import Base

/// A recipe as the file keeps it: every version of it that was run.
public struct StoredRecipe: Sendable, Hashable {
  /// The recipe's name.
  public let name: String
  /// Which text of that name it is, from 1.
  public let version: Int
}

extension Connection {
  /// Stores the recipe called `name`, which says `text`; the same text again is the same version.
  public func storeRecipe(_ name: String, _ text: JSON) throws -> StoredRecipe {
    let hash = Key(of: ["recipe 1", name, text.canonical.text])
    try execute(
      """
      INSERT INTO recipe (name, hash, text, created_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (hash) DO NOTHING
      """, [.text(name), Value(hash), Value(text), .text(timestamp())])
    return StoredRecipe(
      name: name,
      version: try int(
        "SELECT v.version FROM recipes AS v JOIN recipe AS r USING (id) WHERE r.hash = ?",
        [Value(hash)]))
  }
}
