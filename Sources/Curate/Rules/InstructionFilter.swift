/// Self-Instruct's filters of instructions (`bootstrap_instructions.py`), as named rules.
///
/// None of them touches a script for being another than Latin: lengths count characters where words
/// have no spaces between them, and what looks for English words looks at text in Latin letters only.
public struct InstructionFilter: Sendable {
  /// The rules that are applied, in this order.
  public let names: [String]

  /// All rules, in the original's order.
  public static let all = ["length", "keywords", "write-a-program", "first-character"]

  /// A filter by the rules called `names`.
  public init(_ names: [String] = InstructionFilter.all) { self.names = names }

  /// For each of `texts` what the first rule finds that does; nil where nothing is wrong.
  public func findings(in texts: [String]) -> [FilterFinding?] {
    let judges = names.map { ($0, InstructionFilter.judge($0)) }
    return texts.map { text in
      let pair = Pair(question: text, answer: nil)
      for (name, judge) in judges {
        if let found = judge(pair) { return FilterFinding(name, found) }
      }
      return nil
    }
  }

  private static func judge(_ name: String) -> Rule.Judge {
    if name == "length" { return { length($0.instruction.text) } }
    guard let rule = Rule.named(name) else { return { _ in nil } }
    let standard = Dictionary(uniqueKeysWithValues: rule.parameters.map { ($0.name, $0.standard) })
    let judge = rule.prepare(RuleSettings(standard))
    guard name != "first-character" else { return judge }
    return { pair in isDense(pair.instruction.text) ? nil : judge(pair) }
  }

  /// Up to 3 tokens of `unicode-1` are too few; over 150 words are too many, where a word is three
  /// characters of a script without spaces.
  private static func length(_ text: String) -> RuleFinding? {
    let (tokens, dense) = counts(text)
    if tokens <= 3 {
      return RuleFinding(
        value: Double(tokens), threshold: 4,
        reason: "the instruction has only \(tokens) \(tokens == 1 ? "token" : "tokens")")
    }
    let words = tokens - dense + dense / 3
    guard words > 150 else { return nil }
    return RuleFinding(
      value: Double(words), threshold: 150, reason: "the instruction has \(words) words")
  }

  private static func isDense(_ text: String) -> Bool {
    let (tokens, dense) = counts(text)
    return dense * 2 >= tokens
  }

  /// The tokens of `unicode-1`, and how many of them are one character of a script without spaces.
  private static func counts(_ text: String) -> (tokens: Int, dense: Int) {
    var (tokens, dense) = (0, 0)
    Tokenizer.unicode.forEachToken(in: text) { bytes in
      tokens += 1
      // From Thai (U+0E00) on characters begin with E0 B8 or more.
      if bytes.count == 3, bytes[0] > 0xE0 || bytes[0] == 0xE0 && bytes[1] >= 0xB8 { dense += 1 }
      if bytes.count == 4, bytes[0] >= 0xF0 { dense += 1 }
    }
    return (tokens, dense)
  }
}
