internal import Base

/// A reply whose parts stand behind labels at the beginnings of lines, such as `Input:` and `Output:`.
///
/// A label may be numbered, bold or a heading, have a full-width colon, and be in one of several
/// languages. What stands in a fence is content. Nothing but white space around a part is changed.
struct Sections {
  /// What a label says.
  enum Label: Hashable { case example, instruction, input, output }

  /// One part.
  struct Section: Equatable {
    var label: Label
    var text: String
  }

  /// The parts in their order.
  private(set) var sections: [Section] = []
  /// What stands before the first label.
  private(set) var lead = ""

  /// The parts of `text`, behind `labels`.
  init(_ text: String, _ labels: [(label: Label, words: [String])]) {
    var (lines, label, isFenced) = ([] as [Substring], nil as Label?, false)
    for line in NumberedList.unfenced(text).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
      if !isFenced, let found = Sections.label(line, labels) {
        end(lines, label)
        (label, lines) = (found.label, [found.rest])
      } else if Sections.isRule(line), !isFenced {
        end(lines, label)
        (label, lines) = (label == nil ? nil : .example, [])
      } else {
        lines.append(line)
      }
    }
    end(lines, label)
  }

  private mutating func end(_ lines: [Substring], _ label: Label?) {
    let text = lines.joined(separator: "\n").trimmed
    if let label { sections.append(Section(label: label, text: text)) } else { lead = text }
  }

  /// Alpaca's `###` on a line of its own parts one task from the next.
  private static func isRule(_ line: Substring) -> Bool {
    let text = String(line).trimmed
    return text == "###" || text == "##"
  }

  private static func label(
    _ line: Substring, _ labels: [(label: Label, words: [String])]
  ) -> (label: Label, rest: Substring)? {
    var start = line.drop { " *#".contains($0) }
    if let numbered = NumberedList.numbered(start) {
      start = numbered.rest.drop { " *".contains($0) }
    }
    for (label, words) in labels {
      for word in words where start.count >= word.count {
        guard start.prefix(word.count).lowercased() == word else { continue }
        if let rest = rest(start.dropFirst(word.count), isNumbered: label == .example) {
          return (label, rest)
        }
      }
    }
    return nil
  }

  /// What follows a label: a number if there is one, and a colon; an example needs one of both.
  private static func rest(_ text: Substring, isNumbered: Bool) -> Substring? {
    let digits = text.drop { " #".contains($0) }
    let afterNumber = digits.drop { $0.wholeNumberValue != nil }
    let hasNumber = afterNumber.startIndex != digits.startIndex
    let rest = (hasNumber ? afterNumber : text).drop { " *".contains($0) }
    if let mark = rest.first, ":：".contains(mark) { return rest.dropFirst().drop { $0 == "*" } }
    guard isNumbered, hasNumber, rest.allSatisfy({ ".)）".contains($0) }) else { return nil }
    return ""
  }
}

extension Sections {
  /// The labels of instances that give the input first.
  static let inputFirst: [(label: Label, words: [String])] = [
    (.example, ["example", "例", "示例", "예시", "예"]),
    (.input, ["input", "入力", "输入", "輸入", "입력"]),
    (.output, ["output", "出力", "输出", "輸出", "출력", "answer"]),
  ]

  /// Those of instances that give the class first.
  static let outputFirst: [(label: Label, words: [String])] = [
    (.example, ["example", "例", "示例", "예시", "예"]),
    (.input, ["input", "入力", "输入", "輸入", "입력", "text"]),
    (
      .output,
      [
        "class label", "label", "class", "クラスラベル", "ラベル", "分類", "类别标签", "类别", "标签", "標籤",
        "클래스 레이블", "레이블", "라벨", "분류", "output",
      ]
    ),
  ]

  /// Those of whole tasks.
  static let tasks: [(label: Label, words: [String])] = [
    (.instruction, ["instruction", "task", "指示", "命令", "指令", "지시"]),
    (.input, ["input", "入力", "输入", "輸入", "입력"]),
    (.output, ["output", "出力", "输出", "輸出", "출력"]),
  ]
}
