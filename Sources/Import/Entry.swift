internal import Base
internal import Formats

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
  /// The turns after the first question and its answer.
  var later: [TrainingRow.Turn] = []
  /// A worse answer to the last question.
  var rejected: String?

  /// The answer of a pair.
  struct Answer: Equatable {
    var text: String
    var attributes: [JSON.Member] = []
  }

  /// How many artifacts the row becomes.
  var artifacts: Int {
    1 + (answer == nil ? 0 : 1) + later.count * 2 + (rejected == nil ? 0 : 1)
  }

  /// Adds an attribute if there is none called `name`.
  mutating func addUnlessThere(_ name: String, _ value: JSON) {
    guard !attributes.contains(where: { $0.name == name }) else { return }
    attributes.append(JSON.Member(name, value))
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
