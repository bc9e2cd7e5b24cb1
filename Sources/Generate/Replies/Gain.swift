internal import Base

/// A judge's reply whether an evolved question asks for more than the one it came from.
enum Gain {
  /// True if the two are different; nil if the reply says neither, or both.
  ///
  /// "Not equal" holds the word "equal": at least one re-implementation of Evol-Instruct takes every
  /// reply for that.
  static func read(_ text: String) -> Bool? {
    var rest = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
    var verdicts: Set<Bool> = []
    for phrase in different where rest.contains(phrase) {
      verdicts.insert(true)
      rest = rest.replacing(phrase, with: " ")
    }
    let words = Set(rest.split(separator: " "))
    if equal.contains(where: { words.contains(Substring($0)) || $0.isDense && rest.contains($0) }) {
      verdicts.insert(false)
    }
    return verdicts.count == 1 ? verdicts.first : nil
  }

  private static let different = [
    "not equal", "not the same", "unequal", "different", "異なり", "異なる", "違い", "違う", "不同", "다르", "다름",
    "다릅니다",
  ]
  private static let equal = ["equal", "same", "同じ", "相同", "一样", "같음", "같다", "같습니다", "동일"]
}

extension String {
  /// True if it is in a script that has no spaces between words.
  fileprivate var isDense: Bool { !(utf8.first ?? 0 < 0x80) }
}
