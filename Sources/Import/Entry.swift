internal import Base

/// One row, read as what it is imported as.
struct Entry: Equatable {
  /// The question, or the name of a discipline, a subject or a concept.
  var text: String
  /// What else belongs to it.
  var attributes: [JSON.Member] = []
  /// The names of what a subject or a concept belongs to.
  var above: [Part: String] = [:]
  /// The value of the language column, else the one given for all rows.
  var language: String?
  /// The value of the id column.
  var id: String?
  /// The answer, if the row has one.
  var answer: Answer?

  /// The answer of a pair.
  struct Answer: Equatable {
    var text: String
    var attributes: [JSON.Member] = []
  }

  /// Adds an attribute; if `name` is taken, it is called `name_2`.
  mutating func add(_ name: String, _ value: JSON) {
    var free = name
    var count = 1
    while attributes.contains(where: { $0.name == free }) {
      count += 1
      free = "\(name)_\(count)"
    }
    attributes.append(JSON.Member(free, value))
  }
}
