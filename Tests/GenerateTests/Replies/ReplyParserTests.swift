import Base
import Engine
import TestSupport
import Testing

@testable import Generate

/// Real and hostile replies, one table for each parser.
@Suite struct ReplyParserTests {
  private static let long = String(repeating: "あ word ", count: 100_000)

  @Test(arguments: [
    ("1. Sort words.\n2. Name a fruit.", ["Sort words.", "Name a fruit."]),
    ("9) Sort words.\n10) Name a fruit.", ["Sort words.", "Name a fruit."]),
    ("Sure! Here they are:\n\n1. A b.\n\n2. C d.\n", ["A b.", "C d."]),
    ("**9.** Bold.\n**10.** Too.", ["Bold.", "Too."]),
    ("Task 9: One.\nTask 10: Two.", ["One.", "Two."]),
    ("９．全角です。\n１０、次です。", ["全角です。", "次です。"]),
    ("タスク9：要約する。\nタスク10：訳す。", ["要約する。", "訳す。"]),
    ("과제 9: 번역하세요.\n과제 10: 요약하세요.", ["번역하세요.", "요약하세요."]),
    ("1. One\n1. Two\n1. Three", ["One", "Two", "Three"]),
    ("9. One\n12. Two\n13. Three", ["One", "Two", "Three"]),
    ("9. Do this:\n1. first\n2. second\n10. Next.", ["Do this:\n1. first\n2. second", "Next."]),
    (
      "1. Do this:\n   1. first\n   2. second\n2. Next.",
      ["Do this:\n   1. first\n   2. second", "Next."]
    ),
    (
      "1. NASA and DNA: what are they?\nMore.\n2. At 12:30\n",
      ["NASA and DNA: what are they?\nMore.", "At 12:30"]
    ),
    ("1. Code:\n```\n2. not an item\n```\n2. Item", ["Code:\n```\n2. not an item\n```", "Item"]),
    ("```\n1. A\n2. B\n```", ["A", "B"]),
    ("```markdown\n1. A\n```", ["A"]),
    ("[\"A b\", \" C \", \"\"]", ["A b", "C"]),
    ("1. \n2. B\n3.", ["B"]),
    ("1. It costs 3.5 euros\n3.5 is enough", ["It costs 3.5 euros\n3.5 is enough"]),
    ("no numbers\nat all", []), ("", []), ("\n\n", []), ("[1, 2]", []), ("{\"a\": 1}", []),
    ("99999999999999999999. x", []),
  ])
  func `numbered lists`(_ reply: String, _ items: [String]) {
    #expect(NumberedList(reply).items == items)
  }

  @Test func `a list that goes on from the prompt begins with an item`() {
    #expect(NumberedList(" First.\n10. Second.", isContinued: true).items == ["First.", "Second."])
    #expect(NumberedList("First.\n10. Second.").lead == "First.")
  }

  @Test(arguments: [
    ("Output: yes", [I(nil, "yes")]),
    (
      "Example 1\nInput: a\nOutput: b\n\nExample 2\nInput: c\nOutput: d",
      [I("a", "b"), I("c", "d")]
    ),
    ("Input: a\nOutput: b\nInput: c\nOutput: d", [I("a", "b"), I("c", "d")]),
    ("**Example 1:**\n**Input:** a\n**Output:** b", [I("a", "b")]),
    ("### Example 1\nInput 1: a\nOutput 1: b", [I("a", "b")]),
    ("例1\n入力：駅まで\n出力：to the station", [I("駅まで", "to the station")]),
    ("示例 1：\n输入: 甲\n输出: 乙", [I("甲", "乙")]), ("예시 1\n입력: 가\n출력: 나", [I("가", "나")]),
    ("Input: <noinput>\nOutput: x", [I("", "x")]), ("Input: N/A\nOutput: x", [I("", "x")]),
    ("Input: なし\nOutput: x", [I("", "x")]),
    (
      "Input: Meet at 12:30 today\nOutput: https://example.com/a",
      [I("Meet at 12:30 today", "https://example.com/a")]
    ),
    ("Input: a\n\nb\nOutput: c\n\nd: e", [I("a\n\nb", "c\n\nd: e")]),
    ("Input: a\nOutput: b\nExample 2\nInput: c", [I("a", "b"), I("c", nil)]),
    ("Output:\n```\nInput: x\n```", [I(nil, "```\nInput: x\n```")]),
    ("Sure.\nOutput: a\nOutput: b", [I(nil, "a"), I(nil, "b")]),
    ("Input: a\nOutput:", [I("a", "")]),
  ])
  func `instances with the input first`(_ reply: String, _ expected: [Instances.Instance]) throws {
    #expect(try Instances(reply, isOutputFirst: false).list == expected)
  }

  @Test(arguments: [
    (
      "Class label: past\nInput: was\nClass label: future\nInput: will",
      [I("was", "past"), I("will", "future")]
    ),
    ("Label: A\nText: x", [I("x", "A")]), ("ラベル：肯定的\n入力：最高です", [I("最高です", "肯定的")]),
    ("标签：好评\n输入：很好", [I("很好", "好评")]), ("레이블: 긍정\n입력: 좋아요", [I("좋아요", "긍정")]),
    ("Class label: A\nClass label: B\nInput: x", [I(nil, "A"), I("x", "B")]),
  ])
  func `instances with the class first`(_ reply: String, _ expected: [Instances.Instance]) throws {
    #expect(try Instances(reply, isOutputFirst: true).list == expected)
  }

  @Test(arguments: [
    "", "I cannot.", "Input: a", "Example 1", "Outputs are fun", "Input only\n\n\n",
  ])
  func `no output anywhere is unreadable`(_ reply: String) {
    #expect(throws: UnreadableReply.self) { try Instances(reply, isOutputFirst: false) }
  }

  @Test(arguments: [
    ("###\n4. Instruction: A\n4. Input:\n<noinput>\n4. Output:\nx", [B("A", "", "x")]),
    (
      "4. Instruction: A\n4. Input: i\n4. Output: x\n###\n5. Instruction: B\n5. Input: none\n5. Output: y",
      [B("A", "i", "x"), B("B", "", "y")]
    ),
    // Two marks instead of three, and none at all: nothing is merged into an output.
    (
      "4. Instruction: A\nOutput: x\n##\n5. Instruction: B\nOutput: y",
      [B("A", "", "x"), B("B", "", "y")]
    ),
    ("Instruction: A\nOutput: x\nInstruction: B\nOutput: y", [B("A", "", "x"), B("B", "", "y")]),
    // Numbers that slip.
    (
      "4. Instruction: A\n5. Input: i\n9. Output: x\n###\n4. Instruction: B\nOutput: y",
      [B("A", "i", "x"), B("B", "", "y")]
    ),
    (" A\n4. Input: i\n4. Output: x", [B("A", "i", "x")]),
    ("指示：訳して\n入力：空\n出力：sky", [B("訳して", "空", "sky")]),
    ("Instruction: A\nInput: i", [B("A", "i", "", "the block has no output")]),
    ("Instruction:\nInput: i\nOutput: x", [B("i\nx", "i", "x", "the block has no instruction")]),
    ("Instruction: 20. of May\nOutput: C++ 20. edition", [B("20. of May", "", "C++ 20. edition")]),
    ("nothing here", []), ("###\n###\n###", []),
  ])
  func `whole tasks`(_ reply: String, _ expected: [TaskBlocks.Block]) {
    #expect(TaskBlocks(reply).blocks == expected)
  }

  @Test(arguments: [
    ("yes", true), ("Yes.", true), ("**No**", false), ("no, it is not", false), ("はい。", true),
    ("いいえ", false), ("是的", true), ("不是", false), ("네", true), ("아니요.", false),
    ("Answer: yes", true), ("The answer is no", false), ("yes or no", true), ("", nil),
    ("maybe", nil), ("I think yes, though no is fine", nil), ("nobody knows", nil),
  ])
  func `yes and no`(_ reply: String, _ verdict: Bool?) {
    #expect(YesNo.read(reply) == verdict)
  }

  @Test func `a megabyte of text is read as it is`() throws {
    let long = ReplyParserTests.long.trimmed
    #expect(NumberedList("1. \(long)\n2. B").items == [long, "B"])
    #expect(try Instances("Output: \(long)", isOutputFirst: false).list == [I(nil, long)])
    #expect(TaskBlocks("Instruction: A\nOutput: \(long)").blocks.map(\.output) == [long])
    #expect(YesNo.read(long) == nil)
  }

  @Test(arguments: Effort.seeds(50, long: 2000)) func `no reply is too odd`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let parts = [
      "Input:", "Output:", "Class label:", "###", "```", "1.", "9)", "\n", "\n\n", " ", "例", "：",
      "{",
      "[\"", "Instruction", "yes", "no", "\u{0}", "\r\n", "é", "𠮷", "Example 3",
    ]
    let reply = (0..<40).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    let items = NumberedList(reply).items
    #expect(items.allSatisfy { !$0.isBlank && reply.contains($0) })
    let instances = (try? Instances(reply, isOutputFirst: Bool.random(using: &random)).list) ?? []
    #expect(instances.allSatisfy { reply.contains($0.output ?? "") })
    _ = TaskBlocks(reply).blocks
    _ = YesNo.read(reply)
  }
}

private func I(_ input: String?, _ output: String?) -> Instances.Instance {
  Instances.Instance(input: input, output: output)
}

private func B(
  _ instruction: String, _ input: String, _ output: String, _ fault: String? = nil
) -> TaskBlocks.Block {
  TaskBlocks.Block(instruction: instruction, input: input, output: output, fault: fault)
}
