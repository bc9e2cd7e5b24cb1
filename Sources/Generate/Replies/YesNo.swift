internal import Base

/// A reply that should be yes or no, in one of several languages.
enum YesNo {
  /// True for yes and false for no; nil if the reply is neither, or both.
  static func read(_ text: String) -> Bool? {
    // What a model says before its verdict may hold either word: the first one decides, if it comes
    // first of all, and else the only one.
    let words = text.lowercased().split { !$0.isLetter }
    if let first = words.first.flatMap({ verdict($0) }) { return first }
    let verdicts = Set(words.compactMap { verdict($0) })
    return verdicts.count == 1 ? verdicts.first : nil
  }

  private static func verdict(_ word: Substring) -> Bool? {
    if yes.contains(word) { return true }
    return no.contains(word) ? false : nil
  }

  private static let yes: Set<Substring> = ["yes", "y", "true", "はい", "是", "是的", "예", "네", "그렇다"]
  private static let no: Set<Substring> = [
    "no", "n", "false", "not", "いいえ", "否", "不是", "不", "아니요", "아니오", "아니다",
  ]
}
