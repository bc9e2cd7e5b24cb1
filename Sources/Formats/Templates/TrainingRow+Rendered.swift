extension TrainingRow {
  /// The row that one of our chat templates rendered as `text`; nil if none did.
  package init?(rendered text: String) {
    guard let row = ChatTemplate.recognized(text) else { return nil }
    self = row
  }

  /// The row that one of our chat templates, or a layout of Self-Instruct, parted into `prompt` and
  /// `completion`; nil for texts as they are.
  package init?(prompt: String, completion: String) {
    if let row = ChatTemplate.recognized(prompt + completion) {
      self = row
    } else if let turn = InstanceLayout.turn(prompt: prompt, completion: completion) {
      self.init(turns: [turn])
    } else {
      return nil
    }
  }
}

extension TrainingRow.Turn {
  /// True if prompt and answer, as they are, read as texts that a template or a layout parted.
  ///
  /// Such a turn would come back as another one.
  var isTakenForAnother: Bool { TrainingRow(prompt: prompt, completion: answer) != nil }
}
