public import Base

/// How advanced a subject is, from 100 (beginner) to 900 (researcher), in hundreds.
///
/// Models and people write it as a number or in words of their language; what is not understood
/// stays as it is.
public struct SubjectLevel: Sendable, Hashable {
  /// The level, or nil if the words say none.
  public let number: Int?
  /// What was written, unless it is the number.
  public let words: String?

  /// The level that was written as `value`.
  public init(_ value: JSON) {
    switch value {
    case .number(let text):
      number = Double(text).map { SubjectLevel.scaled($0) }
      words = number.map(String.init) == text ? nil : text
    case .string(let text):
      number = SubjectLevel.number(in: text)
      let isNumber = number.map(String.init) == text.trimmed
      words = isNumber || text.isEmpty ? nil : text
    default: (number, words) = (nil, nil)
    }
  }

  /// The attributes `level` and, if something else was written, `level_words`.
  public var attributes: [JSON.Member] {
    guard let number else { return [JSON.Member("level", JSON(words))] }
    let level = JSON.Member("level", JSON(number))
    return [level] + (words.map { [JSON.Member("level_words", .string($0))] } ?? [])
  }

  private static func scaled(_ value: Double) -> Int {
    let hundreds = (value < 10 ? value : value / 100).rounded()
    return Int(min(max(hundreds, 1), 9)) * 100
  }

  /// A number on the scale goes before a word, and a word before a digit: "Year 2, undergraduate".
  private static func number(in text: String) -> Int? {
    let numbers = text.split { !$0.isNumber }.map { digits in
      Int(digits.compactMap(\.wholeNumberValue).reduce("") { $0 + String($1) }) ?? 0
    }
    if let number = numbers.first(where: { (100...1000).contains($0) }) {
      return scaled(Double(number))
    }
    return named(text.lowercased()) ?? numbers.first { (1...9).contains($0) }.map { $0 * 100 }
  }

  /// The level of the word that stands first; of two at the same place the longer one counts.
  private static func named(_ text: String) -> Int? {
    let found = names.compactMap { name, level in
      text.firstRange(of: name).map { (range: $0, level: level) }
    }
    return found.min {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }?.level
  }

  private static let names: [(String, Int)] = [
    (100, "beginner beginning introduct elementary novice entry 入門 初級 初心者 初学 初歩"),
    (100, "入门 初级 初步 입문 초급 초보"),
    (200, "basic foundation fundamental pre-intermediate secondary freshman 基礎 基础 기초 高校 高中 고등"),
    (300, "undergraduate bachelor college sophomore 初中級 初中级 초중급 学部 学士 大学 本科 대학 학부 학사"),
    (500, "intermediate 中級 中级 중급"), (600, "upper-intermediate 中上級 中高级 중상급"),
    (700, "advanced upper honours honors 上級 高級 高级 고급 상급 応用"),
    (800, "graduate postgraduate master expert professional 専門 専攻 专业 大学院 修士 硕士 研究生"),
    (800, "전문 대학원 석사"), (900, "doctor phd ph.d research 博士 研究 박사 연구"),
  ].flatMap { level, words in words.split(separator: " ").map { (String($0), level) } }
}
