internal import Store

extension Rule {
  /// Answers that are caught in a loop: the same line several times in succession, or the same few
  /// words many times.
  ///
  /// Source: open-instruct's filters for Tülu (four identical sentences in succession); the number for
  /// words is ours.
  static let sentenceLoop = Rule(
    "sentence-loop", [.answer], .flag, "the answer is caught in a loop",
    parameters: [
      Parameter("sentences", 4, "the same line or sentence in succession"),
      Parameter("words", 8, "the same one to eight tokens in succession"),
    ]
  ) { settings in
    let (sentences, words) = (Int(settings.number("sentences")), Int(settings.number("words")))
    return { pair in
      guard let answer = pair.answer else { return nil }
      let lines = longestRun(sentenceHashes(answer))
      if lines >= max(2, sentences) {
        return RuleFinding(
          value: Double(lines), threshold: Double(sentences),
          reason: "the same sentence stands \(lines) times in succession")
      }
      guard let turns = longestLoop(answer.tokens, atLeast: max(2, words)) else { return nil }
      return RuleFinding(
        value: Double(turns), threshold: Double(words),
        reason: "the same words stand \(turns) times in succession")
    }
  }

  /// A hash for each sentence or line with at least three letters, digits or other signs.
  private static func sentenceHashes(_ text: RuleText) -> [UInt64] {
    var hashes: [UInt64] = []
    var (hash, count): (UInt64, Int) = (0, 0)
    func finish() {
      if count >= 3 { hashes.append(hash) }
      (hash, count) = (0xCBF2_9CE4_8422_2325, 0)
    }
    finish()
    for (index, byte) in text.bytes.enumerated() {
      switch byte {
      case 0x0A, 0x0D, 0x2E, 0x21, 0x3F: finish()
      case 0x82 where index > 1 && text.bytes[index - 2] == 0xE3 && text.bytes[index - 1] == 0x80:
        finish()
      case 0x20, 0x09: break
      default:
        let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
        count += 1
      }
    }
    finish()
    return hashes
  }

  private static func longestRun(_ hashes: [UInt64]) -> Int {
    var (longest, run) = (0, 0)
    for (index, hash) in hashes.enumerated() {
      run = index > 0 && hashes[index - 1] == hash ? run + 1 : 1
      longest = max(longest, run)
    }
    return longest
  }

  /// How often one to eight tokens stand in succession, if at least `turns` times.
  private static func longestLoop(_ tokens: [UInt64], atLeast turns: Int) -> Int? {
    var longest = 0
    for period in 1...8 where tokens.count >= period * turns {
      var run = 0
      for index in period..<tokens.count {
        run = tokens[index] == tokens[index - period] ? run + 1 : 0
        longest = max(longest, run / period + 1)
      }
      if longest >= turns { return longest }
    }
    return nil
  }
}
