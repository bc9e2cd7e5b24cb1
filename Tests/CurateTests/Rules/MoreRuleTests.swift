import Base
import Store
import Testing

@testable import Curate

/// Rules about inputs, signs and numbers, and what is said about all of them.
@Suite struct MoreRuleTests {
  private func finding(
    _ rule: Rule, _ question: String = "Why is it so?", input: String? = nil,
    answer: String? = nil, set: [String: Rule.Setting] = [:]
  ) -> RuleFinding? {
    let values = rule.parameters.map { ($0.name, set[$0.name] ?? $0.standard) }
    return rule.prepare(RuleSettings(Dictionary(uniqueKeysWithValues: values)))(
      Pair(question: question, input: input, answer: answer))
  }

  @Test(arguments: [
    "No input", "<noinput>", "\"<noinput>\"", "[No Input]", "No input required.", "N/A",
    "`<noinput>`",
    "< noinput >", "入力なし", "없음", "无",
  ]) func `an input that says there is none is found`(input: String) {
    #expect(finding(.noInput, input: input) != nil)
    #expect(finding(.noInput, input: input + " of energy") == nil)
    #expect(finding(.noInput, input: nil) == nil)
  }

  @Test(arguments: ["N/A", "<nooutput>", "No output required", "A leap.\n<noinput>", "出力なし"])
  func `an answer that says there is none is found`(answer: String) {
    #expect(finding(.noOutput, answer: answer) != nil)
  }

  @Test(arguments: ["NA", "Nan", "None", "No output was recorded on Monday"])
  func `words that look like none are answers`(answer: String) {
    #expect(finding(.noOutput, answer: answer) == nil)
  }

  @Test(arguments: [
    "So 3 + 8 = 10.", "2 + 3 * 4 = 20", "$2.25 + $1.13 = $4.45", "7 x 8 = 14", "1,000 + 1 = 1,002",
    "6 ÷ 4 = 1.7", "Total: 3 + 4 = 8",
  ]) func `equations that do not hold are found`(answer: String) {
    #expect(finding(.arithmetic, answer: answer) != nil)
  }

  @Test(arguments: [
    "3 + 8 = 11", "10 / 3 = 3.33", "10 / 3 = 3", "x + 2 = 5", "2x + 3 = 7", "(1 + 2) * 3 = 9",
    "5% of 40 = 2", "2 + 2 = 4x", "1 + 1 == 3", "2^3 + 1 = 9", "1/2 + 1/4 = 0.75", "3 - 5 = -2",
    "a1 + 2 = 9", "Q: 1/4 = 120", "3 3/4 = 3.75",
  ]) func `equations that hold, or are more than numbers, are left alone`(answer: String) {
    #expect(finding(.arithmetic, answer: answer) == nil)
  }

  @Test func `a long answer that is a piece of its question is found`() {
    let parts = (0..<12).map {
      "In part \($0), tell what the rule of \($0) means for trade and law."
    }
    let question = "Answer all parts. " + parts.joined(separator: " ")
    let piece = parts[4...10].joined(separator: "\n")
    #expect(finding(.repeatsQuestion, question, answer: piece) != nil)
    #expect(finding(.repeatsQuestion, "Extract them. " + question, answer: piece) == nil)
    let small = parts[4...6].joined(separator: "\n")
    #expect(finding(.repeatsQuestion, question, answer: small) == nil)
    let answered = piece + " It means that both sides gain, since each can leave when it loses."
    #expect(finding(.repeatsQuestion, question, answer: answered) == nil)
  }

  @Test(arguments: [
    "It was released in 20", "He was born on August 18, 19", "Sales grew from 1990 to 20",
    "The jump in users from 2014-20", "The population as of 20", "It opened in December 20",
    "81 years as of July 20",
    "a) One\n   b) Two\n      ",
  ]) func `a year or a line that was only begun is cut off`(answer: String) {
    #expect(finding(.truncated, answer: answer) != nil)
  }

  @Test(arguments: [
    "Count from 1 to 20", "The odds are 1 in 20", "He scored 13 out of 20", "13, 16, 19",
    "It ended in 2020", "pages 10-20", "The answer is 20", "In 20",
    "Bought at your store on July 20", "One\nTwo\n", "One  ",
  ]) func `numbers and line ends that are whole are left alone`(answer: String) {
    #expect(finding(.truncated, answer: answer) == nil)
  }

  @Test(arguments: [
    "酸と塩基が反応すると、塩と水が生成され、", "ケトンが水素化ナトリウムホウ化物によ", "우리는 매일 아침 일찍 일어나서 운동을",
    "我们在学校里学习数学、物理以及",
  ]) func `a line that ends in a particle has no end`(answer: String) {
    #expect(finding(.cutSentence, answer: answer) != nil)
    #expect(finding(.cutSentence, answer: answer + "。") == nil)
  }

  @Test func `another numbered instruction within an answer is found`() {
    #expect(finding(.merged, answer: "Red.\n12. Instruction: Name three rivers.") != nil)
    #expect(finding(.merged, answer: "Red.\n## 12. Instruction: Name three rivers.") != nil)
    #expect(finding(.merged, answer: "Instruction: Name three rivers.") == nil)
  }

  @Test(arguments: ["a\u{3}b", "a\u{200B}b", "a\u{FFFD}", "\u{FEFF}a", "a\u{E000}b"])
  func `hidden characters are found`(text: String) {
    #expect(finding(.controlCharacters, text) != nil)
    #expect(finding(.controlCharacters, answer: text) != nil)
  }

  @Test(arguments: ["a\tb\r\n", "\u{1F468}\u{200D}\u{1F469}", "می\u{200C}خواهم", "é 日本語 ０"])
  func `joiners, tabs and every script are fine`(text: String) {
    #expect(finding(.controlCharacters, text) == nil)
  }

  @Test func `lists can be replaced`() {
    let words = ["words": Rule.Setting.list(["banana"])]
    #expect(finding(.keywords, "Draw a map.") != nil)
    #expect(finding(.keywords, "Draw a map.", set: words) == nil)
    #expect(finding(.keywords, "Eat a Banana.", set: words) != nil)
    #expect(finding(.keywords, "Eat bananas.", set: words) == nil)
  }

  @Test(arguments: Rule.all.map(\.name)) func `every rule explains itself and names its source`(
    name: String
  ) throws {
    let rule = try #require(Rule.named(name))
    #expect(rule.help.contains("\n\nSource: "))
    #expect(rule.verdict == .drop || rule.verdict == .flag)
  }

  @Test func `names are told apart`() {
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
  }

  @Test func `a user's rule judges what its condition is about`() async throws {
    let file = try await CurationFile()
    try await file.questions([("short", .object([])), ("a longer question", .object([]))])
    let found = try await file.store.read { connection in
      try ConditionRule("too-short: length(question) < 8")
        .screening(connection, only: nil, onlyNew: false)
    }
    #expect(found.decisions.map(\.artifact) == [1])
    #expect(found.examined == 2)
    let kind = try await file.store.read { connection in
      try ConditionRule("brief: length(answer) < 8").kind(connection)
    }
    #expect(kind == .answer)
  }

  @Test(arguments: [
    "As an AI, I cannot provide real-time data, but as of June the president is Ada Lovelace.",
    "I cannot provide legal advice. However, here is what the law says. "
      + String(
        repeating: "A visa of this kind is for managers who move within one firm. ", count: 5),
  ]) func `what begins as a refusal and answers is flagged, not dropped`(answer: String) {
    #expect(finding(.refusal, answer: answer) == nil)
    #expect(finding(.hedge, answer: answer) != nil)
    #expect(Rule.hedge.verdict == .flag)
  }

  @Test(arguments: [
    "I'm sorry, but I can't assist with that.",
    "I cannot answer that. However, ask me something else.",
    "I can't help with that. "
      + String(repeating: "It is against the law of the land. ", count: 12),
  ]) func `what refuses and says why is a refusal`(answer: String) {
    #expect(finding(.refusal, answer: answer) != nil)
    #expect(finding(.hedge, answer: answer) == nil)
  }

  @Test(arguments: [
    "```\n```", "So:\n```swift\n\n```\nDone.", "<code></code>", "```\nx\n```\n````\n\n````",
  ]) func `an empty block of code is found`(answer: String) {
    #expect(finding(.emptyCode, answer: answer) != nil)
  }

  @Test(arguments: [
    "```\nx\n```", "```markdown\n```swift\nlet x = 1\n```\n```", "````\n```\n```\n````", "```",
    "``` ```",
    "```\nx\n```\n```\ny\n```",
  ]) func `a block with a block in it is not empty`(answer: String) {
    #expect(finding(.emptyCode, answer: answer) == nil)
  }

  @Test func `an answer that goes round in circles is dropped, a song with a chorus is not`() {
    let loop = String(repeating: "And then the river went on to the sea. ", count: 20)
    #expect(finding(.repetition, answer: "It rained. " + loop) != nil)
    let chorus = "Oh the river, the river, it runs to the sea, and it never comes back to me. "
    let verses = (1...4).map {
      "In year \($0) we went \($0 * 7) miles along bank \($0), you and I. "
    }
    #expect(finding(.repetition, answer: verses.map { $0 + chorus }.joined()) == nil)
    #expect(Rule.repetition.verdict == .drop)
  }

  @Test(arguments: ["no colon", ": x", "Bad Name: 1", "empty: 1", "dedup: 1", "name:"])
  func `a user's rule that cannot be used is refused`(text: String) {
    #expect(throws: CurationError.self) { try ConditionRule(text) }
  }

  @Test(arguments: ["1) OR (1", "1; DELETE FROM decision", "nothing > 1", "1 ORDER BY 1"])
  func `a user's rule that is no one condition is refused`(condition: String) async throws {
    let file = try await CurationFile()
    let rule = try ConditionRule("odd: \(condition)")
    await #expect(throws: QueryError.self) {
      try await file.store.read { try rule.screening($0, only: nil, onlyNew: false) }
    }
  }

  @Test func `rules do not depend on their order`() async throws {
    let file = try await CurationFile()
    try await file.questions([
      ("Draw!", ["input": "No input"]), ("- Plot a graph of it:", .object([])),
      ("x\u{3}", .object([])),
    ])
    let verdicts = { (rules: [Rule]) in
      try await file.store.read { connection in
        try Filter(rules: rules).screenings(connection) { _ in }
          .flatMap { draft in draft.decisions.map { "\(draft.rule) \($0.artifact)" } }.sorted()
      }
    }
    let all = try await verdicts(Rule.all)
    #expect(all.count > 4)
    #expect(try await verdicts(Rule.all.reversed()) == all)
  }
}
