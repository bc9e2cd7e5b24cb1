internal import Store

extension Rule {
  /// Answers whose last character announces more: a comma, a colon, an opening bracket.
  ///
  /// So do forms to be filled in, lines of verse, letters without a name, and the heads of loops; and
  /// a text that was corrected keeps the end it had.
  ///
  /// Source: Self-Instruct's instance filter (an output that ends with ":").
  static let endsOpen = Rule("ends-open", [.answer], .flag, "the last character announces more") {
    _ in
    { pair in
      guard let answer = pair.answer, let line = answer.lines.last, !answer.isFence(line),
        let mark = announcing.first(where: {
          answer.bytes[line].suffix($0.utf8.count).elementsEqual($0.utf8)
        })
      else { return nil }
      return RuleFinding(reason: "the answer ends with \(mark)")
    }
  }

  private static let announcing = [",", "、", "，", "：", ":", "(", "（", "「", "『"]
}
