internal import Base
internal import Formats

/// Reads rows as what they are imported as.
struct EntryReader: Sendable {
  let form: RowForm
  let names: ColumnNames
  /// The language of rows that have none.
  let language: String?

  /// What `row` says; throws ``Fault`` if it lacks something.
  func entry(_ row: SourceRow) throws(Fault) -> Entry {
    if form.isNamed { return try named(row) }
    switch form {
    case .passages: return try passage(row)
    case .rows: return try foreign(row)
    case .seedTasks: return try SeedTaskReader.normalized(try question(row))
    default: return try question(row)
    }
  }

  private func passage(_ row: SourceRow) throws(Fault) -> Entry {
    let index = try column(.text, of: row.columns)
    var entry = Entry(text: try text(of: row.columns[index], "text"), language: language)
    try requireText(entry.text, "text", in: row.columns[index])
    for (other, column) in row.columns.enumerated() where other != index {
      try take(column, of: row, into: &entry)
    }
    return entry
  }

  /// A row of any columns, which are kept as they are.
  private func foreign(_ row: SourceRow) throws(Fault) -> Entry {
    var entry = Entry(text: JSON.object(row.columns).text, language: language)
    entry.attributes = row.columns
    for column in row.columns where !column.value.isNull {
      switch names[column.name]?.part {
      case .id: entry.id = try text(of: column, "id")
      case .language: entry.language = try text(of: column, "language")
      default: break
      }
    }
    return entry
  }

  private func named(_ row: SourceRow) throws(Fault) -> Entry {
    let name = try column(form.parts[0], of: row.columns)
    var entry = Entry(text: try text(of: row.columns[name], "name").trimmed, language: language)
    try requireText(entry.text, "name", in: row.columns[name])
    for (index, column) in row.columns.enumerated() where index != name {
      try take(column, of: row, into: &entry)
    }
    if let parent = form.above.first, entry.above[parent] == nil {
      throw missing(parent, row.columns)
    }
    if form == .subjects { entry.readSubject() }
    return entry
  }

  private func question(_ row: SourceRow) throws(Fault) -> Entry {
    let unfolded = try Unfolded(row.columns, names)
    let columns = unfolded.columns
    let question = try column(.question, of: columns)
    let answer = form.hasAnswers ? try column(.answer, of: columns) : nil
    var entry = Entry(text: try text(of: columns[question], "question"), language: language)
    if let answer, !columns[answer].value.isNull {
      entry.answer = Entry.Answer(text: try text(of: columns[answer], "answer"))
    }
    for (index, column) in columns.enumerated() where index != question && index != answer {
      try take(column, of: row, into: &entry)
    }
    // An instruction may be nothing but its input.
    if !entry.attributes.contains(where: { $0.name == "input" && $0.value.string?.isBlank == false }
    ) {
      try requireText(entry.text, "question", in: columns[question])
    }
    try take(unfolded, into: &entry)
    return entry
  }

  /// Takes what comes after the first question and its answer.
  private func take(_ unfolded: Unfolded, into entry: inout Entry) throws(Fault) {
    (entry.later, entry.rejected) = (unfolded.later, unfolded.rejected)
    guard form == .conversations || entry.later.isEmpty else {
      throw Fault(
        "the row has \(entry.later.count + 1) turns, and --as pairs takes a question and its "
          + "answer: import it --as conversations")
    }
    guard entry.later.contains(where: { $0.prompt.isBlank }) else { return }
    throw Fault("a question after the first is empty: fill it in or remove the row")
  }

  /// The place of the column that is read as `part`: the first usual one that is not null.
  private func column(_ part: Part, of columns: [JSON.Member]) throws(Fault) -> Int {
    var best: (index: Int, rank: Int)?
    for (index, column) in columns.enumerated() {
      guard let use = names[column.name], use.part == part else { continue }
      let rank = column.value.isNull ? use.rank + 1000 : use.rank
      if rank < best?.rank ?? .max { best = (index, rank) }
    }
    guard let best else { throw missing(part, columns) }
    return best.index
  }

  private func missing(_ part: Part, _ columns: [JSON.Member]) -> Fault {
    if let empty = columns.first(where: { names[$0.name]?.part == part }) {
      return Fault("the \(part.rawValue) in column \(empty.name) is empty: fill it in")
    }
    if columns.count == 1, columns[0].name.contains(";") {
      return Fault("the header is parted by semicolons: store the file with commas or tabs")
    }
    let there = columns.isEmpty ? "none" : columns.map(\.name).listed("and")
    let advice =
      part == .answer ? "; --as questions needs no answers" : ""
    return Fault(
      "there is no column \(names.listed(part)); the columns are \(there): "
        + "name one with --map \(part.rawValue)=COLUMN\(advice)")
  }

  /// The text of a column; a number is taken as it is written.
  private func text(of column: JSON.Member, _ what: String) throws(Fault) -> String {
    switch column.value {
    case .string(let text), .number(let text): return text
    default:
      throw Fault("the \(what) in column \(column.name) is \(column.value.noun), not a text")
    }
  }

  private func requireText(
    _ text: String, _ what: String, in column: JSON.Member
  ) throws(Fault) {
    guard text.isBlank else { return }
    throw Fault("the \(what) in column \(column.name) is empty: fill it in or remove the row")
  }

  /// Keeps a column that is neither question nor answer.
  private func take(
    _ column: JSON.Member, of row: SourceRow, into entry: inout Entry
  ) throws(Fault) {
    let isEmpty = column.value.isNull || column.value == .string("")
    if let part = names[column.name]?.part, form.above.contains(part) {
      if !isEmpty { entry.above[part] = try text(of: column, part.rawValue).trimmed }
    } else if let part = names[column.name]?.part, part.isAttribute || part == .language {
      guard !isEmpty else { return }
      if part == .id { entry.id = try text(of: column, "id") }
      if part == .language {
        entry.language = try text(of: column, "language")
      } else {
        entry.add(part.rawValue, column.value)
      }
    } else if entry.answer != nil, EntryReader.ofAnswers.contains(column.name) {
      entry.answer?.attributes.append(column)
    } else if !isEmpty || !row.isSparse {
      entry.add(column.name, column.value)
    }
  }

  /// Columns that say how the answer came about.
  private static let ofAnswers = ["model", "finish_reason"]
}

extension JSON {
  /// True for `null`.
  var isNull: Bool { if case .null = self { true } else { false } }
}
