import Testing

@testable import Curate

@Suite struct InstructionFilterTests {
  private func rule(_ text: String) -> String? {
    InstructionFilter().findings(in: [text])[0]?.rule
  }

  @Test(arguments: [
    ("Sort it.", "length"), ("", "length"), (String(repeating: "word ", count: 151), "length"),
    ("Draw a map of the city.", "keywords"), ("Save the file to the folder.", "keywords"),
    ("Write a program that sorts numbers.", "write-a-program"),
    ("- sort the words by length", "first-character"), ("(a) sort these words", "first-character"),
  ])
  func `what the original drops is dropped, with the rule's name`(_ text: String, _ name: String) {
    #expect(rule(text) == name)
  }

  @Test(arguments: [
    "Sort the words by length.", "NASA and DNA: explain both.", "Mapping is fun, is it not?",
    "要約して。", "俳句を書いて", "「夕立」を季語にして俳句を一句作ってください。", "¿Qué hora es en Lima?",
    "“Freedom” means what to you?", "写一首关于秋天的诗", "다음 문장을 번역하세요.", "Pythonでfileを開く方法を説明してください",
    String(repeating: "この文章を", count: 60), String(repeating: "요약하세요 ", count: 60),
    "Éxplique la photosynthèse simplement.",
  ])
  func `no script is dropped for what it is`(_ text: String) {
    #expect(rule(text) == nil)
  }

  @Test func `rules can be left out`() {
    let text = "Draw a map of the city."
    #expect(InstructionFilter(["length"]).findings(in: [text]) == [nil])
    #expect(InstructionFilter([]).findings(in: ["", text]) == [nil, nil])
  }

  @Test func `a reason has the number`() {
    let found = InstructionFilter().findings(in: ["Sort it."])[0]
    #expect(found?.value == 2 && found?.reason == "the instruction has only 2 tokens")
  }
}
