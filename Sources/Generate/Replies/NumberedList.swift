internal import Base

/// A reply that lists texts by number, as Self-Instruct asks for: the items, in their order.
///
/// Numbers may slip, repeat or begin anywhere; an item may have several lines, and a list of its own
/// that is indented or counts from a smaller number. Nothing in an item is changed.
struct NumberedList {
  /// The items that are not empty.
  private(set) var items: [String] = []
  /// What stands before the first number.
  private(set) var lead = ""
  private var number = -1
  private var isFenced = false

  /// The items of `text`; if the prompt ended with a number (`isContinued`), what stands before the
  /// first one is an item, too.
  init(_ text: String, isContinued: Bool = false) {
    let text = NumberedList.unfenced(text)
    if let list = NumberedList.array(text) {
      items = list
      return
    }
    var current: [Substring] = []
    var isLead = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let content = take(line) else {
        current.append(line)
        continue
      }
      end(current, isLead && !isContinued)
      (current, isLead) = ([content], false)
    }
    end(current, isLead && !isContinued)
  }

  private mutating func end(_ lines: [Substring], _ isLead: Bool) {
    let text = lines.joined(separator: "\n").trimmed
    if isLead { lead = text } else if !text.isEmpty { items.append(text) }
  }

  /// What follows the number at the beginning of `line`; nil if none of this list stands there.
  private mutating func take(_ line: Substring) -> Substring? {
    if line.drop(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
    guard !isFenced, !line.hasPrefix("  "), !line.hasPrefix("\t"),
      let (found, rest) = NumberedList.numbered(line), found >= number
    else { return nil }
    number = found
    return rest
  }

  /// The number at the beginning of a line, such as `9. `, `**9.** `, `9)`, `９、` or `Task 9: `.
  static func numbered(_ line: Substring) -> (number: Int, rest: Substring)? {
    var rest = line.drop { " *#".contains($0) }
    for word in ["Task", "task", "Instruction", "タスク", "課題", "任务", "任務", "과제", "작업"]
    where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count).drop { $0 == " " }
      break
    }
    let digits = rest.prefix { $0.wholeNumberValue != nil }
    guard (1...6).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count).drop { $0 == "*" }
    guard let mark = rest.first, ".)．、）:：".contains(mark) else { return nil }
    rest = rest.dropFirst()
    // 3.5 is a number, and 12:30 a time.
    if ".:".contains(mark), let next = rest.first, next.isNumber { return nil }
    rest = rest.drop { $0 == "*" }
    return (digits.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }, rest)
  }

  /// A text without the fence that stands around all of it.
  static func unfenced(_ text: String) -> String {
    let text = text.trimmed
    guard text.hasPrefix("```"), text.hasSuffix("```"),
      let start = text.firstIndex(of: "\n"), text.count > 6
    else { return text }
    let inner = text[text.index(after: start)...].dropLast(3)
    return inner.contains("```") ? text : String(inner).trimmed
  }

  /// The texts of a reply that is a JSON array of them; nil for anything else.
  private static func array(_ text: String) -> [String]? {
    guard text.hasPrefix("["), let list = (try? JSON(parsing: text))?.array, !list.isEmpty else {
      return nil
    }
    let texts = list.compactMap { $0.string?.trimmed }
    return texts.count == list.count ? texts.filter { !$0.isEmpty } : nil
  }
}
