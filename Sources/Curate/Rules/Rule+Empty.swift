internal import Store

extension Rule {
  /// Answers without any text: 28 of Alpaca's 52,002 outputs are empty (AlpacaDataCleaned).
  static let empty = Rule(
    name: "empty", version: 1, kinds: [.answer], summary: "the answer has no text", parameters: []
  ) { pair, _ in
    guard let answer = pair.answer, answer.allSatisfy(\.isWhitespace) else { return nil }
    return RuleFinding(reason: "the answer is empty")
  }
}
