internal import Base
internal import Formats
internal import Store

/// The artifacts that a row becomes: a question, its answer, and what comes after them.
struct EntryDrafts {
  private let entry: Entry
  private let options: ImportOptions
  /// How many drafts of the batch come before these.
  private let start: Int
  /// A parent comes before its children.
  private(set) var drafts: [Draft] = []

  /// The drafts of `entry`, which stands at `place`, is the `occurrence`-th of its content, and has
  /// what the catalogue knows as `addition`.
  init(
    _ entry: Entry, _ addition: Catalog.Addition, _ options: ImportOptions, _ occurrence: Int,
    _ place: Place, after start: Int
  ) {
    self.entry = entry
    self.options = options
    self.start = start
    let attributes = addition.attributes.reduce(JSON.object(entry.attributes)) {
      $0.setting($1.name, $1.value)
    }
    drafts.append(
      Draft(
        options.form.kind, entry.text, attributes: attributes, language: entry.language,
        parents: addition.parents, origin: origin(occurrence), place: place))
    var (question, place) = (start, place)
    if let answer = entry.answer { add(answer, to: question, at: place.below(0)) }
    for (index, turn) in entry.later.enumerated() {
      place = place.below(0).below(0)
      question = add(turn, number: index + 2, at: place)
    }
    guard let rejected = entry.rejected else { return }
    add(
      Entry.Answer(text: rejected, attributes: [.init("preference", "rejected")]), to: question,
      at: place.below(1), as: " (rejected)")
  }

  /// An answer is told from others by its question, so it is the first of its content there.
  private mutating func add(
    _ answer: Entry.Answer, to question: Int, at place: Place, as name: String = ""
  ) {
    drafts.append(
      Draft(
        .answer, answer.text, attributes: .object(answer.attributes), language: entry.language,
        parents: [.draft(.question, question)], origin: origin(0, as: name), place: place))
  }

  /// Adds a question that follows the last answer, and its answer; the result is its index.
  private mutating func add(_ turn: TrainingRow.Turn, number: Int, at place: Place) -> Int {
    let (question, name) = (start + drafts.count, " (turn \(number))")
    drafts.append(
      Draft(
        .question, turn.question,
        attributes: .object(turn.input.map { [.init("input", .string($0))] } ?? []),
        language: entry.language, parents: [.draft(.follows, question - 1)],
        origin: origin(0, as: name), place: place))
    add(Entry.Answer(text: turn.answer), to: question, at: place.below(0), as: name)
    return question
  }

  /// The row's id, if it decides; `name` says which of the row's artifacts of a kind is meant.
  private func origin(_ occurrence: Int, as name: String = "") -> Draft.Origin {
    guard let source = options.source, let id = entry.id, !options.form.isNamed else {
      return .content(occurrence: options.form.isNamed ? 0 : occurrence)
    }
    return .imported(source: source, id: id + name)
  }
}
