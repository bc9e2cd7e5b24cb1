import Testing

@testable import Curate

@Suite struct EvolutionFilterTests {
  private let filter = EvolutionFilter()

  @Test(arguments: [
    ("Sort the words.", "sort the words", "unchanged"),
    ("要約してください。", "要約してください", "unchanged"),
    (
      "Name ten rivers of Europe and say through which capital cities each one of them flows today.",
      "Name ten rivers of Europe and say through which capital cities each one of them flows now today.",
      "near-parent"
    ),
    ("Explain how a sundial tells the time of day.", "Explain a sundial.", "length-ratio"),
    ("Why?", String(repeating: "Why is that so? ", count: 40), "length-ratio"),
    ("Sort the words.", "#Rewritten Prompt#: Sort the words by length.", "leaked-prompt"),
    ("Sort the words.", "Given task: sort the words by their length.", "leaked-prompt"),
    ("単語を並べて。", "書き直した課題：単語を長さの順に並べて。", "leaked-prompt"),
    ("Sort the words.", "As an AI I would sort the words by length.", "assistant-talk"),
    ("Sort the words.", "I'm sorry, but the words are missing here.", "assistant-talk"),
    ("単語を並べて。", "申し訳ありませんが、単語がありません。", "assistant-talk"),
    ("Name some fruit.", String(repeating: "- a fruit\n", count: 11), "listing"),
  ])
  func `each rule of texts finds what it is named for`(
    _ parent: String, _ text: String, _ rule: String
  ) {
    #expect(filter.finding(in: text, from: parent)?.rule == rule)
  }

  @Test(arguments: [
    (
      "Sort the words.", "Sort the words by length, the shortest first, and say how many there are."
    ),
    ("俳句を詠んで。", "夏の夕暮れを題に、季語を一つだけ入れて俳句を詠み、その季語の意味も説明して。"),
    ("번역하세요.", "다음 문장을 격식 있는 영어로 번역하고, 바뀐 표현 두 가지를 설명하세요."),
    ("写一首诗。", "写一首关于秋天的五言绝句，并说明其中用到的两个意象。"),
    ("What is GPT?", "What is GPT, and how does it differ from a rule-based chat program?"),
    ("Improve: I am sorry.", "Improve this and give two variants: I am sorry."),
    ("Shorten:\n- a\n- b", "Shorten:\n" + String(repeating: "- a\n", count: 12)),
  ])
  func `a good evolution passes`(_ parent: String, _ text: String) {
    #expect(filter.finding(in: text, from: parent) == nil)
  }

  @Test(arguments: [
    ("Sorry, I cannot see the table.", "sorry"), ("申し訳ありません。お答えできません。", "sorry"),
    ("죄송합니다.", "sorry"), ("很抱歉。", "sorry"), ("!?", "stop-words"),
    ("It is what it is.", "stop-words"),
    ("", "stop-words"),
  ])
  func `answers that show a question to be too hard`(_ answer: String, _ rule: String) {
    #expect(filter.finding(inAnswer: answer)?.rule == rule)
  }

  @Test(arguments: [
    "42", "東京です。", "네, 서울입니다.",
    "Dear guest, we are sorry. " + String(repeating: "The room was cleaned at noon. ", count: 20),
  ])
  func `answers that are fine`(_ answer: String) {
    #expect(filter.finding(inAnswer: answer) == nil)
  }

  @Test func `rules can be left out`() {
    let none = EvolutionFilter([])
    #expect(none.finding(in: "A", from: "A") == nil && none.finding(inAnswer: "sorry") == nil)
  }
}
