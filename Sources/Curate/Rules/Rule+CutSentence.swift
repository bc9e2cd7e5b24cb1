internal import Store

extension Rule {
  /// Answers whose last sentence has no end, where the others have one.
  ///
  /// The last line has at least six tokens and ends with a letter or digit; either a sentence ended
  /// before it in the same line, or most other lines of such length end as sentences do, in the signs
  /// of any script. A line of Japanese, Korean or Chinese that ends in a comma, or in a particle that
  /// something has to follow, is cut by itself.
  ///
  /// Source: the published samples of the open GLAN, many of which are cut in mid-word; C4's rule of
  /// terminal punctuation. The numbers are ours.
  static let cutSentence = Rule(
    "cut-sentence", version: 2, [.answer], .flag, "the last sentence has no end",
    parameters: [
      Parameter("words", 6, "the fewest tokens (unicode-1) of a line that counts"),
      Parameter("share", 0.6, "the share of other lines that end as sentences do"),
      Parameter("lines", 2, "the fewest other lines that are enough to tell"),
      Parameter(
        "endings", unfinishedEndings, "what something has to follow, at the end of the last line"),
    ]
  ) { settings in
    let least = Int(settings.number("words"))
    let (share, lines) = (settings.number("share"), settings.number("lines"))
    let endings = settings.list("endings").map { Array($0.utf8) }
    return { pair in
      if let answer = pair.answer, let last = answer.lines.last, !answer.isFence(last),
        let ending = endings.first(where: { answer.bytes[last].hasSuffix($0) }),
        hasTokens(answer.string(last), least)
      {
        let ending = String(decoding: ending, as: UTF8.self)
        return RuleFinding(reason: "the last line ends in \u{201C}\(ending)\u{201D}")
      }
      guard let answer = pair.answer, let last = answer.lines.last, isOpen(answer.bytes[last]),
        !answer.isFence(last), hasTokens(answer.string(last), least)
      else { return nil }
      if hasEarlierSentence(answer.bytes[last]) {
        return RuleFinding(reason: "a sentence ends in the last line, and the next one does not")
      }
      let others = answer.lines.dropLast().filter { hasTokens(answer.string($0), least) }
      guard Double(others.count) >= lines else { return nil }
      let ended = Double(others.count { ends(answer.bytes[$0]) }) / Double(others.count)
      guard ended >= share else { return nil }
      return RuleFinding(
        value: ended, threshold: share, reason: "the last line has no end, where most others have")
    }
  }

  /// Particles and commas; none that a heading or a question ends in.
  private static let unfinishedEndings = [
    "、", "を", "によ", "および", "または", "그리고", "을", "를", "및", "，", "以及", "或者",
  ]

  private static func hasTokens(_ line: String, _ least: Int) -> Bool {
    var count = 0
    Tokenizer.unicode.forEachToken(in: line) { _ in count += 1 }
    return count >= least
  }

  /// Whether a line ends with a letter, a digit or a hyphen of some script.
  private static func isOpen(_ line: ArraySlice<UInt8>) -> Bool {
    // Hashtags and links end a post without a full stop.
    let words = line.split(separator: 0x20)
    guard
      words.last.map({ !$0.contains(UInt8(ascii: "#")) && !$0.starts(with: "http".utf8) }) == true
    else { return false }
    guard let last = String(decoding: line, as: UTF8.self).unicodeScalars.last else { return false }
    return CharacterClass(last).isAlphanumeric
  }

  /// Whether a line ends as a sentence does; closing brackets and markup may follow.
  private static func ends(_ line: ArraySlice<UInt8>) -> Bool {
    let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
    let end = scalars.reversed().first { !closing.contains($0) }
    return end.map { terminal.contains($0) } ?? false
  }

  private static let terminal: Set<Unicode.Scalar> = [
    ".", "!", "?", ";", "。", "！", "？", "．", "…", "।", "؟", "。", ":", "：",
  ]
  private static let closing: Set<Unicode.Scalar> = [
    "\"", "'", ")", "]", "*", "`", "_", "\u{201D}", "\u{2019}", "」", "』", "）", "】", "»",
  ]

  /// Whether a sentence of some length ends in the line, and another begins.
  private static func hasEarlierSentence(_ line: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(line)
    for index in bytes.indices.dropFirst(30).dropLast(2) {
      if bytes[index] == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] == 0x82 { return true }
      guard bytes[index] == 0x2E, bytes[index + 1] == 0x20 else { continue }
      // Not an abbreviation or an initial, and a capital, or another script, follows.
      let word = bytes[..<index].reversed().prefix { $0 != 0x20 }
      let isWord = word.count >= 4 && word.allSatisfy { (0x61...0x7A).contains($0) || $0 >= 0x80 }
      if isWord, (0x41...0x5A).contains(bytes[index + 2]) || bytes[index + 2] >= 0xE0 {
        return true
      }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }
}
