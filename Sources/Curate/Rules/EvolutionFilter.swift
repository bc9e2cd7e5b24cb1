/// Evol-Instruct's elimination (WizardLM, Xu and others 2023, section 3.2) as far as texts tell, with the
/// cheap checks of its re-implementations, as named rules.
public struct EvolutionFilter: Sendable {
  /// The rules that are applied.
  public let names: Set<String>

  /// The rules that look at an evolved text beside the one it came from, in their order.
  public static let textRules = [
    "unchanged", "near-parent", "length-ratio", "leaked-prompt", "assistant-talk", "listing",
  ]

  /// The rules that look at its answer.
  public static let answerRules = ["sorry", "stop-words"]

  /// A filter by the rules called `names`.
  public init(_ names: Set<String> = Set(textRules + answerRules)) { self.names = names }

  /// What the first rule finds in `text`, which was evolved from `parent`.
  public func finding(in text: String, from parent: String) -> FilterFinding? {
    let (new, old) = (RuleText(text), RuleText(parent))
    let checks: [(String, (RuleText, RuleText) -> RuleFinding?)] = [
      ("unchanged", EvolutionFilter.unchanged), ("near-parent", EvolutionFilter.nearParent),
      ("length-ratio", EvolutionFilter.lengthRatio), ("leaked-prompt", EvolutionFilter.leaked),
      ("assistant-talk", EvolutionFilter.assistantTalk), ("listing", EvolutionFilter.listing),
    ]
    for (name, check) in checks where names.contains(name) {
      if let found = check(new, old) { return FilterFinding(name, found) }
    }
    return nil
  }

  /// What the first rule finds in the answer to an evolved question.
  public func finding(inAnswer answer: String) -> FilterFinding? {
    let text = RuleText(answer)
    if names.contains("sorry"), let found = EvolutionFilter.apology(text) {
      return FilterFinding("sorry", found)
    }
    let isEmpty = !text.tokens.contains { !stopWords.contains($0) }
    guard names.contains("stop-words"), isEmpty else { return nil }
    return FilterFinding(
      "stop-words", RuleFinding(reason: "the answer is only punctuation and stop words"))
  }
}

extension EvolutionFilter {
  private static func unchanged(_ new: RuleText, _ old: RuleText) -> RuleFinding? {
    new.tokens == old.tokens ? RuleFinding(reason: "it says what it was evolved from") : nil
  }

  private static func nearParent(_ new: RuleText, _ old: RuleText) -> RuleFinding? {
    let score = Rouge.scoreL(new.text, old.text, by: .unicode).f
    guard score > 0.95 else { return nil }
    return RuleFinding(
      value: score, threshold: 0.95, reason: "it is nearly what it was evolved from")
  }

  /// Less than half, or more than five times as long; but 400 characters more are always fine, since
  /// twenty more words are many times a short question.
  private static func lengthRatio(_ new: RuleText, _ old: RuleText) -> RuleFinding? {
    let (long, short) = (Double(new.text.count), Double(max(old.text.count, 1)))
    let ratio = long / short
    if ratio < 0.5 {
      return RuleFinding(value: ratio, threshold: 0.5, reason: "it is less than half as long")
    }
    guard ratio > 5, long > short + 400 else { return nil }
    return RuleFinding(value: ratio, threshold: 5, reason: "it is more than five times as long")
  }

  /// Words of an evolving prompt that the parent does not have.
  private static func leaked(_ new: RuleText, _ old: RuleText) -> RuleFinding? {
    fresh(markers, new, old).map {
      RuleFinding(reason: "it has words of the prompt: \u{201C}\($0)\u{201D}")
    }
  }

  private static func assistantTalk(_ new: RuleText, _ old: RuleText) -> RuleFinding? {
    if let phrase = fresh(talk, new, old) {
      return RuleFinding(reason: "it talks as an assistant: \u{201C}\(phrase)\u{201D}")
    }
    guard new.text.count < 400, let phrase = fresh(apologies, new, old) else { return nil }
    return RuleFinding(reason: "it is short and apologizes: \u{201C}\(phrase)\u{201D}")
  }

  /// More than ten lines of a list, of which the parent has none.
  private static func listing(_ new: RuleText, _ old: RuleText) -> RuleFinding? {
    func items(_ text: RuleText) -> Int {
      text.lines.count { line in
        let start = text.bytes[line].prefix(2)
        return [[0x2D, 0x20], [0x2A, 0x20]].contains(Array(start))
          || Array(text.bytes[line].prefix(3)) == [0xE2, 0x80, 0xA2]
      }
    }
    let count = items(new)
    guard count > 10, items(old) == 0 else { return nil }
    return RuleFinding(
      value: Double(count), threshold: 10, reason: "it has become a list of \(count) items")
  }

  /// A short answer with an apology: a sign that the question is too hard, or cannot be answered.
  private static func apology(_ answer: RuleText) -> RuleFinding? {
    // A word is about two characters of Japanese or Chinese, which are tokens each.
    let words = answer.bytes.count > 2 * answer.text.count ? answer.length / 2 : answer.length
    guard words < 80, let phrase = apologies.first(in: answer.folded) else { return nil }
    return RuleFinding(
      value: Double(words), threshold: 80,
      reason: "a short answer says \u{201C}\(phrase)\u{201D}")
  }

  /// The first of `phrases` that is in `new` and not in `old`.
  private static func fresh(_ phrases: Phrases, _ new: RuleText, _ old: RuleText) -> String? {
    var found: String?
    phrases.forEach(in: new.folded[...]) { occurrence in
      let phrase = phrases.list[occurrence.phrase]
      if Phrases([phrase]).first(in: old.folded) == nil { found = phrase }
      return found == nil
    }
    return found
  }

  /// Of WizardLM's prompts, and of ours.
  private static let markers = Phrases([
    "given prompt", "rewritten prompt", "created prompt", "new prompt", "#given prompt#",
    "#rewritten prompt#", "#created prompt#", "#new prompt#", "given task:", "rewritten task:",
    "new task:", "the given task above", "元の課題:", "書き直した課題", "원래 과제:", "고쳐 쓴 과제", "原任务:", "改写后的任务",
  ])

  private static let talk = Phrases([
    "how can i assist", "as an ai", "ai assistant", "language model", "chatgpt", "gpt",
  ])

  private static let apologies = Phrases([
    "sorry", "i apologize", "申し訳", "すみません", "죄송", "미안", "抱歉", "对不起", "對不起",
  ])
}

private let stopWords = WordSet(
  """
  a an the and or but if of at by for with about to from in on so than that this these those it its \
  i me my we our you your he him his she her they them their what which who whom is are was were be \
  been being am do does did have has had s t の は が を に と で も です ます
  """)
