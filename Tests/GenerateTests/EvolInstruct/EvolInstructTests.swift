import Base
import Client
import Curate
import Engine
import Import
import Store
import TestSupport
import Testing

@testable import Generate

/// Evol-Instruct from questions over rounds to survivors with answers, on the loopback endpoint.
@Suite struct EvolInstructTests {
  private func method(
    _ target: EvolInstruct.Target = .questions, seed: Int = 3,
    _ change: (inout EvolInstruct) -> Void = { _ in }
  ) throws -> EvolInstruct {
    let library = try PromptLibrary()
    let operations = target == .questions ? Operation.ofQuestions : Operation.ofAnswers
    func model(_ need: PromptNeed) throws -> StageModel {
      StageModel(
        endpoint: "double", model: "m", sampling: Sampling(temperature: 1), language: "",
        guidance: "", prompt: try library.template(need))
    }
    var models = ["evolutions": try model(operations[0].prompt)]
    if target == .questions {
      models["gains"] = try model(EvolInstruct.judgePrompt)
      models["answers"] = try model(.answer)
    }
    let prompts = try Dictionary(
      uniqueKeysWithValues: operations.map { ($0, try library.template($0.prompt)) })
    var method = EvolInstruct(
      target: target, models: models, prompts: prompts, weights: OperationWeights(operations),
      seed: seed)
    change(&method)
    return method
  }

  /// A file with `count` questions in `language`.
  private func bench(_ count: Int = 6, language: String = "English") async throws -> Bench {
    let bench = try Bench()
    let texts = ["Why do rivers bend at place", "川はなぜ場所ごとに曲がるのですか", "강은 왜 굽어 흐르나요", "河流为什么会弯曲"]
    let index = ["English", "Japanese", "Korean", "Chinese"].firstIndex(of: language) ?? 0
    try await bench.add(
      (0..<count).map {
        "{\"question\": \"\(texts[index]) \($0)?\", \"language\": \"\(language)\"}"
      }
      .joined(separator: "\n"), as: .questions)
    return bench
  }

  @Test func `every round is a row with its parent and operation, and every survivor is answered`()
    async throws
  {
    let bench = try await bench()
    let tally = try await bench.run(try method(), try Evolver().double())
    #expect(tally.missing == 0)
    #expect(tally.stages.map(\.name) == (1...4).map { "evolutions-\($0)" })
    #expect(
      try await bench.lines(
        """
        SELECT a.attributes ->> 'round', count(*) FROM questions AS q JOIN artifact AS a USING (id)
        WHERE q.method = 'evol-instruct' GROUP BY 1
        """) == (1...4).map { "\($0) | 6" })
    // One chain of four below each question.
    #expect(
      try await bench.count(
        """
        SELECT count(*) FROM ancestry AS e JOIN questions AS c ON c.id = e.child_id
        WHERE e.role = 'evolved_from'
        """) == 24)
    #expect(try await bench.count("SELECT count(*) FROM examples") == 24)
    #expect(
      try await bench.count("SELECT count(DISTINCT operation) FROM evolutions") >= 4)
    #expect(try await bench.count("SELECT sum(made) FROM evolutions") == 24)
  }

  @Test(arguments: [
    ("equal", "no-gain"), ("maybe", "unjudged"), ("leak", "leaked-prompt"), ("same", "unchanged"),
    ("sorry", "sorry"), ("stop", "stop-words"), ("silent", "unanswered"),
  ])
  func `what fails is dropped by its rule and goes back unevolved into the next round`(
    _ habit: String, _ rule: String
  ) async throws {
    let bench = try await bench(3)
    let tally = try await bench.run(
      try method { $0.rounds = 3 }, try Evolver(habit: habit).double())
    #expect(tally.total.unfinished == 0)
    #expect(
      try await bench.lines("SELECT rule, count(*) FROM drops WHERE kind = 'question' GROUP BY 1")
        == ["\(rule) | 9"])
    // Each of the three rounds began with the question itself.
    #expect(
      try await bench.lines(
        """
        SELECT count(*) FROM ancestry AS e JOIN questions AS p ON p.id = e.parent_id
        WHERE e.role = 'evolved_from' AND p.method = 'import' GROUP BY e.parent_id
        """) == ["3", "3", "3"])
    #expect(
      try await bench.count(
        "SELECT count(*) FROM drops WHERE kind = 'question' AND (reason IS NULL OR reason = '')")
        == 0)
    #expect(
      try await bench.count("SELECT sum(dropped_first) FROM evolutions WHERE rule = '\(rule)'") == 9
    )
  }

  @Test func `a reply that cannot be used goes back unevolved, too`() async throws {
    let bench = try await bench(3)
    let double = try Evolver().double(faults: { _, request in
      Question(request.json).prompt.contains("Given task") ? .truncated : nil
    })
    let tally = try await bench.run(try method { $0.rounds = 2 }, double)
    #expect(tally.total.unusable == 6 && tally.total.planned == 6)
  }

  @Test(arguments: Effort.seeds(3, long: 30)) func `faults and stops change nothing of the outcome`(
    _ seed: UInt64
  ) async throws {
    let (calm, other) = (try await bench(), try await bench())
    try await calm.run(try method(), try Evolver(habit: "mixed").double())
    var random = SplitMix64(seed: seed)
    for _ in 0..<3 {
      let stop = Int.random(in: 1...40, using: &random)
      let double = try Evolver(habit: "mixed").double(
        faults: Mishaps.some(Mishaps.passing, seed: Int(seed % 9999)))
      try await other.run(try method(), double) { $0.stopAfter = stop }
    }
    let tally = try await other.run(try method(), try Evolver(habit: "mixed").double())
    #expect(tally.total.unfinished + tally.total.pending == 0)
    #expect(try await other.outcome() == (try await calm.outcome()))
    let silent = try Evolver(habit: "mixed").double()
    try await other.run(try method(), silent)
    #expect(silent.server.requestCount == 0)
  }

  @Test func `more rounds extend fewer`() async throws {
    let (bench, whole) = (try await bench(), try await bench())
    try await whole.run(try method(), try Evolver(habit: "mixed").double())
    try await bench.run(try method { $0.rounds = 2 }, try Evolver(habit: "mixed").double())
    let double = try Evolver(habit: "mixed").double()
    try await bench.run(try method(), double)
    #expect(try await bench.keys() == (try await whole.keys()))
  }

  @Test func `other weights are another plan, refused as long as nobody asks for siblings`()
    async throws
  {
    let bench = try await bench(3)
    let one = { (operation: Generate.Operation) in
      try method {
        $0.weights = OperationWeights([operation])
        $0.rounds = 1
      }
    }
    try await bench.run(try one(.breadth), try Evolver().double())
    let double = try Evolver().double()
    await #expect(throws: PlanConflict.self) { try await bench.run(try one(.deepen), double) }
    #expect(double.server.requestCount == 0)
    try await bench.run(try one(.deepen), double) { $0.allowsSiblings = true }
    #expect(
      try await bench.lines("SELECT DISTINCT operation FROM evolutions ORDER BY 1") == [
        "breadth", "deepen",
      ])
  }

  @Test func `weights decide how often an operation is drawn`() {
    let weights = OperationWeights([(.deepen, 3), (.breadth, 1), (.input, 0)])
    var counts: [Generate.Operation: Int] = [:]
    for index in 0..<4000 {
      let key = Key(of: ["\(index)"])
      guard let operation = weights.draw(key, round: 1, seed: 1) else { continue }
      counts[operation, default: 0] += 1
    }
    #expect(counts[.input] == nil && counts.values.reduce(0, +) == 4000)
    #expect((2850...3150).contains(counts[.deepen] ?? 0))
  }

  @Test func `a condition and a limit say what to evolve`() async throws {
    let bench = try await bench(6)
    try await bench.run(
      try method {
        $0.condition = "text LIKE '%1?' OR text LIKE '%2?'"
        $0.limit = 1
        $0.rounds = 1
      }, try Evolver().double())
    #expect(
      try await bench.count("SELECT count(*) FROM questions WHERE method = 'evol-instruct'") == 1)
  }

  @Test(arguments: ["Japanese", "Korean", "Chinese"]) func `no script is dropped for what it is`(
    _ language: String
  ) async throws {
    let bench = try await bench(4, language: language)
    let double = try Evolver(language: language).double()
    let tally = try await bench.run(try method { $0.rounds = 2 }, double)
    #expect(tally.missing == 0)
    #expect(try await bench.count("SELECT count(*) FROM drops") == 0)
    #expect(
      try await bench.count("SELECT count(*) FROM examples WHERE language = '\(language)'") == 8)
    #expect(double.asked.keys.contains { $0.contains("Write in \(language).") })
  }

  @Test func `a better answer takes the place of the one it came from`() async throws {
    let bench = try Bench()
    try await bench.add(
      "{\"question\": \"Why is the sky blue?\", \"answer\": \"It scatters light.\"}", as: .pairs)
    let twice = try method(.answers) { $0.rounds = 2 }
    let tally = try await bench.run(twice, try Evolver().double())
    #expect(tally.missing == 0)
    #expect(
      try await bench.lines(
        "SELECT method, status, chosen FROM answers AS v JOIN artifact AS a USING (id) ORDER BY v.id"
      )
      .map { $0 } == [
        "import | dropped | 0", "evol-instruct | dropped | 0", "evol-instruct | live | 1",
      ])
    #expect(try await bench.count("SELECT count(*) FROM drops WHERE rule = 'evolved'") == 2)
    let silent = try Evolver().double()
    try await bench.run(twice, silent)
    #expect(silent.server.requestCount == 0)
    let failed = try Bench()
    try await failed.add("{\"question\": \"Why?\", \"answer\": \"It scatters light.\"}", as: .pairs)
    try await failed.run(twice, try Evolver(habit: "same").double())
    #expect(try await failed.lines("SELECT answer FROM examples") == ["It scatters light."])
  }

  @Test(arguments: Operation.allCases.map(\.prompt) + [EvolInstruct.judgePrompt])
  func `every built-in prompt passes its need`(_ need: PromptNeed) throws {
    #expect(try !PromptLibrary().template(need).text.isEmpty)
  }

  @Test(arguments: [
    ("equal", false), ("Equal.", false), ("Not Equal", true), ("not equal", true),
    ("different", true),
    ("**Different**", true), ("The same", false), ("not the same", true), ("unequal", true),
    ("異なる", true), ("同じです。", false), ("不同", true), ("相同", false), ("다릅니다", true), ("같습니다", false),
    ("", nil), ("maybe", nil), ("equal or different", nil), ("inequality", nil),
  ])
  func `verdicts of a judge`(_ reply: String, _ gains: Bool?) {
    #expect(Gain.read(reply) == gains)
  }

  @Test(arguments: [
    ("Sort it.", "Sort it."), ("Rewritten task: Sort it.", "Sort it."),
    ("**Rewritten Prompt:**\n\nSort it.", "Sort it."), ("書き直した課題：並べて", "並べて"),
    ("Sort these: a, b", "Sort these: a, b"), ("At 12:30, what?", "At 12:30, what?"),
    ("Translate:\nTask: x", "Translate:\nTask: x"), ("New task:", ""),
  ])
  func `a label before the text is left out`(_ reply: String, _ text: String) {
    #expect(Evolution.bare(reply) == text)
  }
}

/// What a model double answers to Evol-Instruct's prompts, from the prompt alone.
struct Evolver: Sendable {
  var habit = "good"
  var language = "English"

  private func habit(_ question: Question) -> String {
    guard habit == "mixed" else { return habit }
    let all = ["good", "good", "equal", "leak", "same", "sorry"]
    return all[(Int(question.hash.prefix(4), radix: 16) ?? 0) % all.count]
  }

  func reply(_ question: Question) -> String? {
    let (prompt, mark, habit) = (question.prompt, question.hash.prefix(8), habit(question))
    if let text = Evolver.between(prompt, "Answer:\n", "\n\nRewrite the answer") {
      return habit == "same" ? text : "\(text) More of it: \(mark)."
    }
    if prompt.contains("Do both ask for the same?") {
      return ["equal": "equal", "maybe": "maybe"][habit] ?? "different"
    }
    let ends = ["\n\nRewrite the task", "\n\nWrite another task"]
    guard let text = ends.lazy.compactMap({ Evolver.between(prompt, "Given task:\n", $0) }).first
    else {
      return ["sorry": "Sorry, I cannot.", "stop": "It is so.", "silent": " "][habit]
        ?? (language == "English" ? nil : "答えは\(mark)です。")
    }
    switch habit {
    case "same": return text
    case "leak": return "Rewritten prompt is: \(text) \(mark) and what else is there?"
    default:
      return language == "English"
        ? "\(text) Say also how \(mark) changes it, and give two examples."
        : "\(text)また、\(mark)の場合も説明して。"
    }
  }

  private static func between(_ text: String, _ start: String, _ end: String) -> String? {
    guard let from = text.firstRange(of: start), let to = text.firstRange(of: end) else {
      return nil
    }
    return String(text[from.upperBound..<to.lowerBound])
  }

  func double(
    faults: @escaping @Sendable (Int, HTTPRequest) -> Fault? = { _, _ in nil }
  ) throws -> ModelDouble {
    try ModelDouble {
      $0.answer = reply
      $0.faults = faults
    }
  }
}
