internal import Store

extension Rule {
  /// Answers with text that somebody was to fill in: "[Your Name]", "<insert date>", "lorem ipsum".
  ///
  /// In a template that was asked for they belong.
  ///
  /// Source: C4's "lorem ipsum"; the rest are ours.
  static let placeholder = Rule(
    "placeholder", [.answer], .flag, "the answer has text to be filled in",
    parameters: [Parameter("phrases", placeholderList, "how such text begins")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let answer = pair.answer, let phrase = phrases.first(in: answer.folded) else {
        return nil
      }
      return RuleFinding(reason: "the answer has \u{201C}\(phrase)\u{201D}")
    }
  }

  private static let placeholderList = [
    "lorem ipsum", "[your name", "[your company", "[your email", "[your address", "[your phone",
    "[your title", "[your position", "[your", "[name]", "[company", "[date]", "[insert",
    "[recipient", "[customer",
    "[address]", "[phone", "[email", "[title]", "[city", "[location]", "[product", "[number]",
    "<insert", "<your", "<name>", "<date>", "{your", "{name}", "{{", "[ insert", "[first name",
    "[last name", "[employer", "[client", "[manager", "[signature",
    "［お名前］", "[お名前]", "[名前]", "[氏名]", "[会社名]", "[日付]", "[이름]", "[회사", "[날짜]", "[您的", "[你的", "[姓名]",
    "[公司",
    "【您的", "【姓名】",
  ]
}
