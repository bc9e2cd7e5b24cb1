internal import Store

extension Rule {
  /// Questions that end by announcing something that does not follow, and have no input.
  ///
  /// "Summarize this text:" cannot be answered; a model that answers makes up the text. Only the end
  /// is looked at.
  ///
  /// Source: Magpie's filter (an instruction that ends with ":"), Self-Instruct's instance filter.
  static let missingInput = Rule(
    "missing-input", [.question], .flag, "the question ends by announcing what does not follow"
  ) { _ in
    { pair in
      guard pair.input.isBlank, let last = pair.instruction.trimmed.last else { return nil }
      let end = pair.instruction.trimmed.suffix(3)
      let isOpen = last == UInt8(ascii: ":") || Array(end) == Array("：".utf8)
      guard isOpen else { return nil }
      return RuleFinding(reason: "the question ends with a colon, and nothing follows")
    }
  }
}
