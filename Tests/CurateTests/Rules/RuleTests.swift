import Base
import Store
import Foundation
import TestSupport
import Testing

@testable import Curate

/// Each rule, by what it finds and what it leaves alone.
@Suite struct RuleTests {
  private func finding(
    _ rule: Rule, _ answer: String?, to question: String = "Why is the sky blue today?",
    finish: String? = "stop", language: String? = nil
  ) -> RuleFinding? {
    let values = rule.parameters.map { ($0.name, $0.standard) }
    return rule.prepare(RuleSettings(Dictionary(uniqueKeysWithValues: values)))(
      Pair(question: question, answer: answer, finishReason: finish, language: language))
  }

  @Test(arguments: ["", " \n\t", "\u{3000}"]) func `answers without text are empty`(
    answer: String
  ) {
    #expect(finding(.empty, answer) != nil)
    #expect(finding(.empty, answer + "x") == nil)
    #expect(finding(.empty, nil) == nil)
  }

  @Test(arguments: [
    "The steps are:", "First, second,", "手順は次のとおり：", "まず、", "ええと「", "首先，", "다음과 같다:",
  ]) func `answers that announce more are flagged, not dropped`(answer: String) {
    #expect(finding(.endsOpen, answer) != nil)
    #expect(finding(.endsOpen, answer + "x") == nil)
    #expect(finding(.truncated, answer) == nil)
    #expect(Rule.endsOpen.verdict == .flag)
  }

  @Test(arguments: [
    "```swift\nlet a = 1", "  ```\ncode\n```\n```\nmore = 2", "Two steps.\n1. One\n2.",
    "Two.\n4. One\n5",
    "Bold.\n2. **Scenario", "A row.\n| a | b |\n| 1 | 2", "It is an acid (C2H3",
    "It is \\(\\text{acid",
  ]) func `answers with something left open are cut off`(answer: String) {
    #expect(finding(.truncated, answer) != nil)
  }

  @Test(arguments: [
    "I{mk7N#>|dN5Nr", "def f(x):\n  return x**2", "num ** 2", "\"**********\"", "Case 8\n8",
    "He smiled :(", "**Bold** text", "f(x) = {y}", "He is **\"free\"** now",
    "| a | b |\n| 1 | That is all of it!",
    "````markdown\n```\ncode\n```\n````", "```markdown\n```python\ncode\n```\n```",
    "```\ncode\nThis prints a greeting to the world.",
  ]) func `passwords, powers and code are not cut off`(answer: String) {
    #expect(finding(.truncated, answer) == nil)
  }

  @Test func `a last sentence without an end is flagged where others have one`() {
    let lines = "- The first thing is that it rains.\n- The second thing is that it snows.\n"
    #expect(finding(.cutSentence, lines + "- The third thing is that it may") != nil)
    #expect(finding(.cutSentence, lines + "- The third thing is that it may hail.") == nil)
    #expect(finding(.cutSentence, "Vote now and often. It helps us all #vote #now #always") == nil)
    #expect(finding(.cutSentence, "一つ目は雨が降ることです。\n二つ目は雪が降ることです。\n三つ目は風が吹くこ") != nil)
  }

  @Test(arguments: [
    "Done.", "終わり。", "끝.", "完。", "```\ncode\n```", "```print(1)```",
    "````md\n```\nx\n```\n````", "It costs 3 (three)",
  ]) func `whole answers are not cut off`(answer: String) {
    #expect(finding(.truncated, answer) == nil)
  }

  @Test func `a refusal is named by the first phrase of the list, wherever it stands`() {
    let answer = "I am unable to generate it, and I cannot assist."
    #expect(
      finding(.refusal, answer)?.reason == "the first sentence says \u{201C}i cannot assist\u{201D}"
    )
    #expect(finding(.refusal, "That is why I don't know what I need.") == nil)
    #expect(finding(.refusal, "I am not able to do it.") == nil)
  }

  @Test func `an answer that reached its limit is cut off, whatever it ends with`() {
    #expect(finding(.truncated, "Done.", finish: "length") != nil)
  }

  @Test(arguments: [
    "I'm sorry, but I can't help with that.",
    "I\u{2019}m sorry, but I cannot assist with this request.",
    "1. Because.\n2. DO NOT KNOW",
    "DO NOT KNOW", "申し訳ありませんが、お答えできません。", "죄송하지만 답변할 수 없습니다.",
    "很抱歉，我无法回答这个问题。", "我无法提供这些信息。",
  ]) func `refusals are found in four languages`(answer: String) {
    #expect(finding(.refusal, answer) != nil)
  }

  @Test(arguments: [
    "As an AI language model, I cannot do that.", "As an AI, I have no body.",
    "Sure. As an AI assistant I would rather not.", "AIとして、意見はありません。",
    "AI로서 저는 감정이 없습니다.", "作为一个AI，我没有感情。", "I am ChatGPT.",
  ]) func `answers that speak of themselves as a model are found`(answer: String) {
    #expect(finding(.selfIdentification, answer) != nil)
  }

  @Test(arguments: [
    "GPT-2 is a language model developed by OpenAI.", "You are as dim as an AI-generated insult.",
    "As an aid to memory, write it down.",
  ]) func `answers about models are left alone`(answer: String) {
    #expect(finding(.selfIdentification, answer) == nil)
  }

  @Test(arguments: [
    "As an aid to memory, write it down.", "As an aim of law, justice is old.",
    "The law of refusal says: I am sorry for you.", "AI is a field of study.",
    "Racism is a hard subject.\nI'm sorry, but I must go, he said.",
    "該当する法律は民法です。", "인공지능은 학문이다.", "该方法无法提供精确解，因为它是近似的。", "人工智能是一门学科。",
    "Mark the box DO NOT KNOW in a survey only after you have thought about each of the others.",
  ]) func `honest answers are no refusals`(answer: String) {
    #expect(finding(.refusal, answer) == nil)
  }

  @Test(arguments: [
    "Explain how plants make sugar from light and water.",
    "植物が光と水から糖を作る仕組みを説明しなさい。", "식물이 빛과 물로 당을 만드는 과정을 자세히 설명하시오.",
    "请解释植物如何利用光和水制造糖分。",
  ]) func `an answer that is the question again is found`(question: String) {
    #expect(finding(.repeatsQuestion, question, to: question) != nil)
    #expect(finding(.repeatsQuestion, "### Question\n" + question, to: question) != nil)
    #expect(finding(.repeatsQuestion, "By photosynthesis.", to: question) == nil)
    let short = "What is the name of the capital city of the country of Australia?"
    let answered = "The name of the capital city of the country of Australia is Canberra."
    #expect(finding(.repeatsQuestion, answered, to: short) == nil)
    #expect(
      finding(
        .repeatsQuestion, "Rabies is a disease that is spread through contact with animals.",
        to: "Name a disease that is spread through contact with animals") == nil)
    let sum =
      "The z-score of a data point of 6 given that the mean is 5 and the deviation is 2 is 0.5."
    #expect(
      finding(
        .repeatsQuestion, sum,
        to: "Find the z-score of a data point of 6 given that the mean is 5 and the deviation is 2")
        == nil)
    let whole = question + " " + String(repeating: "Chlorophyll takes up light. ", count: 9)
    #expect(finding(.repeatsQuestion, whole, to: question) == nil)
  }

  @Test func `a corrected text is not the question again`() {
    let text = "the old man have walked to the market every morning and he buy bread and fish "
    let question = "Correct the grammar: " + text + text
    let answer = text.replacing("have walked", with: "walked").replacing("buy", with: "buys")
    #expect(finding(.repeatsQuestion, answer + answer, to: question) == nil)
  }

  @Test func `questions are measured in the tokens of their script`() {
    #expect(finding(.length, nil, to: "Why now") != nil)
    #expect(finding(.length, nil, to: "Why not now?") == nil)
    #expect(finding(.length, nil, to: "なぜ空は青いのか") == nil)
    #expect(finding(.length, nil, to: "天空为什么是蓝的") == nil)
    #expect(finding(.length, nil, to: "하늘은 왜 파란가요") == nil)
    let long = finding(.length, nil, to: String(repeating: "word ", count: 2001))
    #expect(long?.value == 2001 && long?.threshold == 2000)
  }

  private static let japanese = "植物が光と水から糖を作る仕組みを説明しなさい。"
  private static let english =
    "Plants take up light with chlorophyll and make sugar of water and air."

  @Test func `questions and answers in another language than their own are found`() {
    #expect(finding(.language, nil, to: Self.english, language: "Japanese")?.value == 0)
    #expect(finding(.language, nil, to: Self.japanese, language: "Japanese") == nil)
    let answer = finding(.language, Self.english, to: Self.japanese, language: "Japanese")
    #expect(answer?.reason == "the answer is not in Japanese" && answer?.threshold == 0.3)
    #expect(finding(.language, Self.japanese, to: Self.english, language: "English") != nil)
  }

  @Test func `without a language an answer is held against the script of its question`() {
    #expect(finding(.language, Self.english, to: Self.japanese) != nil)
    #expect(finding(.language, Self.japanese, to: Self.english) == nil)
    #expect(finding(.language, nil, to: Self.japanese) == nil)
    #expect(finding(.language, Self.english, to: Self.japanese, language: "Klingon") == nil)
    let code = "import re\ndef validate_email(email):\n    regex = re.compile(r'^[a-z]+@[a-z]+$')"
    #expect(finding(.language, code, to: Self.japanese, language: "Japanese") == nil)
    #expect(finding(.language, "f(x) = ax + bx + cx = sin(x) + cos(x)", to: Self.japanese) == nil)
  }

  @Test(arguments: [
    "次の文を英訳しなさい。植物は光を使って糖を作ります。", "이 문장을 영어로 쓰시오. 식물은 빛을 이용하여 당을 만듭니다.",
    "请把下面的句子翻译一下：植物利用光和水制造糖分。",
  ]) func `a question that asks for another language may be answered in it`(question: String) {
    #expect(finding(.language, Self.english, to: question) == nil)
  }

  @Test func `rules are found by their names`() {
    #expect(Rule.all.map(\.name).allSatisfy { Rule.named($0)?.name == $0 })
    #expect(Rule.named("nonsense") == nil)
  }

  /// What the open GLAN implementation published, 42 rows: looked through by hand.
  ///
  /// One more (ja, row 8) repeats its question without the words that ask for it; so does every
  /// corrected text, and those are spared.
  @Test func `the published samples of GLAN have the faults they are known for`() throws {
    var found: [String: Int] = [:]
    for language in ["en", "ja", "ko"] {
      let file = Corpora.file("glan_instructions_\(language).jsonl")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
      for line in text.split(separator: "\n") {
        let row = try JSON(parsing: Array(line.utf8))
        for rule in Rule.all where rule.verdict == .drop {
          let hit = finding(
            rule, row["answer"]?.string, to: row["question"]?.string ?? "", finish: nil,
            language: language)
          if hit != nil { found["\(language) \(rule.name)", default: 0] += 1 }
        }
      }
    }
    #expect(found == Self.samples)
  }

  private static let samples = [
    "en repeats-question": 2, "en truncated": 7, "ja repeats-question": 2, "ja refusal": 1,
    "ja truncated": 3, "ko repeats-question": 1, "ko truncated": 3,
  ]
}
