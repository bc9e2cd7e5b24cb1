internal import Base

/// What is looked for among questions and answers.
public struct TextSearch: Sendable {
  /// All of them must be there.
  public var words: [String]
  /// Questions or answers; nil for both.
  public var kind: Kind?
  /// Nil for any.
  public var status: Status?
  /// At most this many rows.
  public var limit: Int

  /// A search for `words`.
  public init(words: [String], kind: Kind? = nil, status: Status? = nil, limit: Int = 20) {
    self.words = words
    self.kind = kind
    self.status = status
    self.limit = limit
  }
}

/// A question or an answer that was found.
public struct FoundText: Sendable, Hashable {
  /// The row in table `artifact`.
  public let id: Int
  /// `question` or `answer`.
  public let kind: String
  /// The head's status.
  public let status: String
  /// The whole text.
  public let text: String
}

extension Connection {
  /// The heads that contain all words of `search`, best first.
  ///
  /// The index has runs of three characters (FTS5's trigrams): words of three or more are looked up
  /// there, shorter ones, as many Chinese and Korean words are, are looked for in what that leaves. A
  /// file whose index is behind is read as it is.
  public func find(_ search: TextSearch) throws -> [FoundText] {
    let long = search.words.filter { $0.unicodeScalars.count >= 3 }
    let isIndexed = try !long.isEmpty && textsWithoutIndex() == 0
    let searched = isIndexed ? search.words.filter { !long.contains($0) } : search.words
    let likes = searched.map { _ in "AND a.text LIKE ? ESCAPE '\\'" }.joined(separator: " ")
    return try rows(
      """
      SELECT a.id, a.kind, st.status, a.text
      FROM \(isIndexed ? "artifact_text AS t JOIN artifact AS a ON a.id = t.rowid" : "artifact AS a")
      JOIN standing AS st ON st.artifact_id = a.id
      WHERE \(isIndexed ? "artifact_text MATCH ?" : "a.kind IN ('question', 'answer')")
        \(likes) AND (? IS NULL OR a.kind = ?) AND (? IS NULL OR st.status = ?)
      ORDER BY \(isIndexed ? "t.rank, " : "")a.id LIMIT ?
      """,
      (isIndexed ? [.text(long.map(quoted).joined(separator: " "))] : [])
        + searched.map { .text("%" + escaped($0) + "%") }
        + [
          Value(search.kind?.rawValue), Value(search.kind?.rawValue),
          Value(search.status?.rawValue), Value(search.status?.rawValue), .integer(search.limit),
        ]
    ) { FoundText(id: $0.int(0), kind: $0.text(1), status: $0.text(2), text: $0.text(3)) }
  }

  /// How many questions and answers the index does not have yet.
  public func textsWithoutIndex() throws -> Int {
    try int(
      """
      SELECT count(*) FROM artifact
      WHERE id > (SELECT ifnull(max(id), 0) FROM artifact_text_docsize)
        AND kind IN ('question', 'answer')
      """)
  }

  /// A phrase of FTS5's query language.
  private func quoted(_ word: String) -> String {
    "\"" + word.replacing("\"", with: "\"\"") + "\""
  }

  private func escaped(_ word: String) -> String {
    var text = ""
    for character in word {
      if "%_\\".contains(character) { text.append("\\") }
      text.append(character)
    }
    return text
  }
}
