internal import Base
internal import Formats

/// A row's columns with its texts as questions and answers, whatever shape they had.
struct Unfolded {
  /// The columns; those of the first turn stand where the texts stood.
  var columns: [JSON.Member]
  /// The turns after the first.
  var later: [TrainingRow.Turn] = []
  /// A worse answer to the last question.
  var rejected: String?

  /// The columns of a row that is read by `names`.
  ///
  /// - Throws: ``Fault`` for texts that are not questions and their answers in turn.
  init(_ columns: [JSON.Member], _ names: ColumnNames) throws(Fault) {
    self.columns = columns
    guard names.readsAnswers else {
      self.columns = try Conversation(columns, names)?.unfolded(names) ?? columns
      return
    }
    try takePreference(names)
    if let conversation = try Conversation(self.columns, names) {
      try replace(conversation, names)
    } else if try !takeHistory(names) {
      try takeRendered(names)
    }
  }

  private mutating func replace(_ conversation: Conversation, _ names: ColumnNames) throws(Fault) {
    guard conversation.isLong else {
      columns = try conversation.unfolded(names)
      return
    }
    let row = try conversation.row()
    columns = conversation.rest
    put(row, at: conversation.place, names)
  }

  /// Puts the texts of `row` into columns, the first of them at `place`.
  private mutating func put(_ row: TrainingRow, at place: Int, _ names: ColumnNames) {
    var texts: [JSON.Member] = []
    func add(_ part: Part, _ text: String?) {
      if let text { texts.append(JSON.Member(names.first(part), .string(text))) }
    }
    let first = row.turns.first
    add(.system, row.system)
    add(.question, first?.question)
    add(.input, first?.input)
    add(.answer, first?.answer)
    columns.insert(contentsOf: texts, at: min(place, columns.count))
    later = Array(row.turns.dropFirst())
  }

  /// Takes the columns called `taken` out; the result is where the first of them stood.
  private mutating func remove(_ taken: [String]) -> Int {
    let place = columns.firstIndex { taken.contains($0.name) } ?? 0
    columns.removeAll { taken.contains($0.name) }
    return place
  }
}

extension Unfolded {
  /// Reads TRL's preferences: the better answer becomes the answer.
  private mutating func takePreference(_ names: ColumnNames) throws(Fault) {
    guard let chosen = columns.firstIndex(where: { $0.name == "chosen" }),
      let worse = columns.first(where: { $0.name == "rejected" }),
      names["chosen"] == nil, names["rejected"] == nil
    else { return }
    rejected = try Conversation.answer(worse)
    columns[chosen] = JSON.Member(names.first(.answer), columns[chosen].value)
    columns.removeAll { $0.name == "rejected" }
  }

  /// Reads Alpaca's column `history`, whose turns come before the row's own; false without it.
  private mutating func takeHistory(_ names: ColumnNames) throws(Fault) -> Bool {
    guard names["history"] == nil, let pairs = self["history"]?.array,
      let question = self["instruction"]?.string, let answer = self["output"]?.string
    else { return false }
    var turns: [TrainingRow.Turn] = []
    for pair in pairs {
      guard let asked = pair[0]?.string, let said = pair[1]?.string, pair[2] == nil else {
        throw Fault("the column history is no list of pairs of texts")
      }
      turns.append(TrainingRow.Turn(question: asked, answer: said))
    }
    let input = self["input"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    turns.append(TrainingRow.Turn(question: question, input: input, answer: answer))
    let place = remove(["history", "instruction", "input", "output"])
    put(TrainingRow(turns: turns), at: place, names)
    return true
  }

  /// Reads a text that a chat template rendered, whole or parted into prompt and completion, and
  /// the layouts of Self-Instruct.
  private mutating func takeRendered(_ names: ColumnNames) throws(Fault) {
    let parts = columns.filter { [.question, .answer].contains(names[$0.name]?.part) }
    switch parts.map(\.name) {
    case ["text"]:
      guard let text = self["text"]?.string else { return }
      guard let row = TrainingRow(rendered: text) else {
        throw Fault(
          "no chat template of ours parts the text in column text into question and answer: "
            + "--as questions takes it as a question")
      }
      put(row, at: remove(["text"]), names)
    case ["prompt", "completion"], ["completion", "prompt"]:
      guard let prompt = self["prompt"]?.string, let completion = self["completion"]?.string,
        let row = TrainingRow(prompt: prompt, completion: completion)
      else { return }
      put(row, at: remove(["prompt", "completion"]), names)
    default: break
    }
  }

  private subscript(name: String) -> JSON? { columns.first { $0.name == name }?.value }
}
