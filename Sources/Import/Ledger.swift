internal import Base
internal import Formats
internal import Store

/// What the first reading of the rows learns: that each is in order, which repeat one another, and
/// what identifies all of them.
struct Ledger {
  private let options: ImportOptions
  private var content = SHA256Digest()
  private var counts = DigestCounts()
  private var firsts: [String: (file: String, position: Position)] = [:]
  private var unseen: [Part: String]
  /// What was counted.
  var figures = ImportFigures()

  init(_ options: ImportOptions) {
    self.options = options
    unseen = options.names.mapped
  }

  /// Adds a row; the result is how many rows before it say the same.
  ///
  /// - Throws: ``Fault`` if an earlier one has its name or id.
  mutating func add(_ entry: Entry, _ row: SourceRow, of file: String) throws(Fault) -> Int {
    figures.rows += 1
    figures.artifacts += entry.artifacts
    if options.form.hasAnswers, entry.answer == nil { figures.unanswered += 1 }
    if !unseen.isEmpty { note(row) }
    try note(entry, row, of: file)
    return count(entry)
  }

  /// Takes note of how much was read; of an empty database all of it is new.
  mutating func note(_ extent: Extent, files: Int) {
    figures.files = files
    figures.blankLines = extent.blank
    figures.inserted = figures.rows
  }

  /// The plan's identity; nothing is added after this.
  mutating func finish() -> Key { Key(finishing: &content) }

  /// The mapped columns that no row has.
  var missing: [(part: Part, column: String)] {
    unseen.map { ($0.key, $0.value) }.sorted { $0.column < $1.column }
  }

  private mutating func note(_ row: SourceRow) {
    for column in row.columns {
      if let part = options.names[column.name]?.part { unseen[part] = nil }
    }
  }

  private mutating func note(
    _ entry: Entry, _ row: SourceRow, of file: String
  ) throws(Fault) {
    let isName = options.form.isNamed
    guard let unique = isName ? entry.path : options.source == nil ? nil : entry.id else { return }
    if let first = firsts.updateValue((file, row.position), forKey: unique) {
      let place = first.file == file ? "\(first.position)" : "\(first.file), \(first.position)"
      throw isName
        ? Fault("\(entry.text) is already in \(place): remove one of them")
        : Fault("the id \(unique) is already in \(place): give each row its own, or no --source")
    }
  }

  private mutating func count(_ entry: Entry) -> Int {
    let digest = entry.digest()
    content.update(digest)
    if let answer = entry.answer {
      content.update(field: "answer " + answer.text)
      content.update(field: JSON.object(answer.attributes).text)
    }
    for turn in entry.later {
      for text in ["turn", turn.question, turn.input ?? "", turn.answer] {
        content.update(field: text)
      }
    }
    if let rejected = entry.rejected { content.update(field: "rejected " + rejected) }
    if let language = entry.language { content.update(field: "language " + language) }
    return Int(counts.add(DigestCounts.Digest(digest)))
  }
}

extension Entry {
  /// The name by which it is known: capitals and spaces at the ends do not count.
  var name: String { text.trimmed.lowercased() }

  /// The name with those of what it belongs to.
  fileprivate var path: String {
    ([name] + placeNames.map { $0.lowercased() }).joined(separator: "\n")
  }

  /// The names of what it belongs to, in a fixed order.
  private var placeNames: [String] {
    above.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { [$0.key.rawValue, $0.value] }
  }

  /// A hash of what makes two rows the same: text and attributes, as in an artifact's key.
  fileprivate func digest() -> [UInt8] {
    var digest = SHA256Digest()
    digest.update(field: text)
    for name in placeNames { digest.update(field: name) }
    if !attributes.isEmpty { digest.update(field: JSON.object(attributes).canonicalText) }
    return digest.finish()
  }
}
