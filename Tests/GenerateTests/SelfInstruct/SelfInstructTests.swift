import Base
import Client
import Curate
import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Self-Instruct from seed tasks to instances, on the loopback endpoint.
@Suite struct SelfInstructTests {
  private func method(
    language: String = "English", form: SelfInstruct.Form = .original, isRaw: Bool = false,
    seed: Int = 3, _ change: (inout SelfInstruct.Extent) -> Void = { _ in }
  ) throws -> SelfInstruct {
    var extent = SelfInstruct.Extent()
    extent.instructions = 30
    extent.perRequest = 4
    extent.window = 3
    if form == .alpaca { (extent.human, extent.machine, extent.until) = (3, 0, "instructions") }
    change(&extent)
    var models: [String: StageModel] = [:]
    for stage in SelfInstruct.stageNames + ["class-instances"] {
      let raw = isRaw && stage != "answers"
      models[stage] = StageModel(
        endpoint: "double", model: "m", sampling: Sampling(temperature: 0.7), language: language,
        guidance: "",
        prompt: try PromptLibrary().template(SelfInstruct.prompt(stage, form: form, isRaw: raw)))
      models[stage]?.isRaw = raw
    }
    return SelfInstruct(
      extent: extent, form: form, models: models, seeds: SeedTasks(language: language), seed: seed)
  }

  private func instructions(_ bench: Bench) async throws -> [String] {
    try await bench.lines("SELECT text FROM instructions WHERE status = 'live' ORDER BY key")
  }

  @Test func `four steps lead from seed tasks to questions with answers`() async throws {
    let bench = try Bench()
    let tally = try await bench.run(try method { $0.until = "answers" }, try Apprentice().double())
    #expect(tally.missing == 0)
    #expect(tally.stages.map(\.name) == SelfInstruct.stageNames)
    try await #expect(instructions(bench).count == 30)
    #expect(
      try await bench.count(
        "SELECT count(*) FROM instructions WHERE status = 'live' AND is_classification IS NULL")
        == 0)
    let examples = try await bench.count("SELECT count(*) FROM examples")
    #expect(examples >= 30)
    #expect(
      try await bench.count(
        """
        SELECT count(*) FROM examples AS e JOIN ancestry AS a ON a.child_id = e.question_id
        WHERE a.role = 'instruction'
        """) == examples)
    // Two instances of a classification; further answers stand beside their outputs.
    #expect(
      try await bench.count(
        "SELECT count(*) FROM (SELECT question_id FROM answers GROUP BY 1 HAVING count(*) = 2)")
        == examples)
  }

  @Test(arguments: SelfInstruct.stageNames.dropLast()) func `each step can be the last one`(
    _ until: String
  ) async throws {
    let (bench, whole) = (try Bench(), try Bench())
    try await whole.run(try method(), try Apprentice().double())
    let first = try Apprentice().double()
    let tally = try await bench.run(try method { $0.until = until }, first)
    #expect(tally.stages.last?.name == until)
    let second = try Apprentice().double()
    try await bench.run(try method(), second)
    #expect(try await bench.outcome() == (try await whole.outcome()))
  }

  @Test func `six examples are seed tasks and two are kept instructions, once there are some`()
    async throws
  {
    let bench = try Bench()
    try await bench.run(try method { $0.until = "instructions" }, try Apprentice().double())
    let mixes = try await bench.lines(
      """
      SELECT DISTINCT sum(e.parent_kind = 'seed_task'), sum(e.parent_kind = 'instruction')
      FROM instructions AS i JOIN ancestry AS e ON e.child_id = i.id AND e.role = 'example'
      GROUP BY i.id ORDER BY 1
      """)
    #expect(mixes == ["6 | 2", "8 | 0"])
  }

  @Test(arguments: ["English", "Japanese"])
  func `the same replies keep the same at any concurrency`(
    _ language: String
  ) async throws {
    var apprentice = Apprentice()
    if language == "Japanese" { apprentice.words = Apprentice.japanese }
    var outcomes: [[String]] = []
    for (concurrency, latency) in [(1, 0), (7, 1), (256, 0)] {
      let bench = try Bench()
      let double = try apprentice.double(latency: latency)
      try await bench.run(try method(language: language), double) { $0.concurrency = concurrency }
      outcomes.append(try await bench.outcome())
      try await #expect(instructions(bench).count == 30)
    }
    #expect(outcomes[0] == outcomes[1] && outcomes[1] == outcomes[2])
  }

  @Test(arguments: Effort.seeds(3, long: 40)) func `faults and stops change nothing of the outcome`(
    _ seed: UInt64
  ) async throws {
    let calm = try Bench()
    try await calm.run(try method(), try Apprentice().double())
    let bench = try Bench()
    var random = SplitMix64(seed: seed)
    for _ in 0..<3 {
      let stop = Int.random(in: 1...25, using: &random)
      let double = try Apprentice().double(
        faults: Mishaps.some(Mishaps.passing, seed: Int(seed % 9999)))
      try await bench.run(try method(), double) { $0.stopAfter = stop }
    }
    let double = try Apprentice().double(
      faults: Mishaps.some(Mishaps.passing, seed: Int(seed % 999)))
    let tally = try await bench.run(try method(), double)
    #expect(tally.missing == 0)
    #expect(try await bench.outcome() == (try await calm.outcome()))
  }

  @Test func `the same plan again asks nothing and writes nothing`() async throws {
    let bench = try Bench()
    try await bench.run(try method(), try Apprentice().double())
    let before = try await bench.dump()
    let silent = try Apprentice().double()
    let tally = try await bench.run(try method(), silent)
    #expect(silent.server.requestCount == 0 && tally.missing == 0)
    let new = Set(try await bench.dump()).subtracting(before)
    #expect(new.count == 1, "only the run itself is new: \(new)")
  }

  @Test func `a larger number extends, and takes in again what was more than wanted`() async throws
  {
    let bench = try Bench()
    try await bench.run(try method { $0.instructions = 9 }, try Apprentice().double())
    try await #expect(instructions(bench).count == 9)
    let first = Set(try await instructions(bench))
    let second = try Apprentice().double()
    try await bench.run(try method(), second)
    let whole = try Bench()
    try await whole.run(try method(), try Apprentice().double())
    #expect(try await bench.keys() == (try await whole.keys()))
    #expect(first.isSubset(of: try await instructions(bench)))
  }

  @Test func `every drop has its rule and reason, and near-duplicates their witness`() async throws
  {
    let bench = try Bench()
    let apprentice = Apprentice(count: 4, words: Array(Apprentice.english.prefix(6)))
    try await bench.run(
      try method {
        $0.until = "instructions"; $0.fruitless = 12
      }, try apprentice.double())
    let near = try await bench.count("SELECT count(*) FROM drops WHERE rule = 'rouge-l'")
    #expect(near > 0)
    #expect(
      try await bench.count(
        """
        SELECT count(*) FROM drops AS d
        JOIN versions AS a ON a.id = d.artifact_id JOIN versions AS w ON w.id = d.witness_id
        WHERE d.rule = 'rouge-l' AND d.value > 0.7 AND d.reason <> ''
        """) == near)
    // Nothing kept is near anything kept before it, and the pool has no seed task's twin.
    let kept = try await bench.lines(
      """
      SELECT i.text FROM instructions AS i JOIN artifact AS a USING (id)
      WHERE i.status = 'live' OR i.id IN (SELECT artifact_id FROM drops WHERE rule = 'limit')
      ORDER BY a.sequence
      """)
    for (index, text) in kept.enumerated() {
      for other in kept[..<index] {
        #expect(Rouge.scoreL(text, other, by: .unicode).f <= 0.7)
      }
    }
  }

  @Test func `it ends after some requests that bring nothing new`() async throws {
    let bench = try Bench()
    let double = try ModelDouble { habits in
      habits.answer = { _ in "1. Sort the words by their length." }
    }
    let tally = try await bench.run(
      try method {
        $0.until = "instructions"; $0.fruitless = 5
      }, double)
    #expect(tally.total.planned == double.server.requestCount)
    #expect((6...9).contains(tally.total.planned))
    try await #expect(instructions(bench) == ["Sort the words by their length."])
  }

  @Test func `a reply without instructions is kept raw, and another is asked for instead`()
    async throws
  {
    let bench = try Bench()
    let double = try Apprentice().double(
      faults: Mishaps.byPrompt(
        [.empty, .truncated, .choice { $0.setting("content", "Sorry, no.") }], seed: 5, rate: 3))
    let tally = try await bench.run(try method { $0.until = "instructions" }, double)
    #expect(tally.total.unusable > 0 && tally.total.unfinished == 0)
    try await #expect(instructions(bench).count == 30)
    #expect(
      try await bench.count("SELECT count(*) FROM failures WHERE class = 'unparsable'") > 0)
    try await bench.expectAccount(tally)
  }

  @Test func `a verdict that is neither is a third state, and can be asked once more`() async throws
  {
    let bench = try Bench()
    let vague = try Apprentice().double(faults: { _, request in
      Question(request.json).prompt.contains("Is this a classification")
        ? .choice { $0.setting("content", "It depends.") } : nil
    })
    let until = try method {
      $0.until = "classifications"; $0.instructions = 8
    }
    let tally = try await bench.run(until, vague)
    #expect(tally.stages[1].tally.unusable == 8)
    let third =
      "SELECT count(*) FROM instructions WHERE status = 'live' AND is_classification IS NULL"
    #expect(try await bench.count(third) == 8)
    try await bench.run(until, try Apprentice().double()) { $0.retriesUnusable = true }
    #expect(try await bench.count(third) == 0)
  }

  @Test func `whole tasks come with input and output`() async throws {
    let bench = try Bench()
    try await bench.run(try method(form: .alpaca), try Apprentice().double())
    #expect(try await bench.count("SELECT count(*) FROM examples") == 30)
    #expect(
      try await bench.count(
        """
        SELECT count(*) FROM drops AS d JOIN ancestry AS e ON e.parent_id = d.artifact_id
        JOIN questions AS q ON q.id = e.child_id AND q.status = 'live'
        WHERE e.role = 'instruction'
        """) == 0)
  }

  @Test func `a base model continues texts`() async throws {
    let bench = try Bench()
    let double = try Apprentice().double()
    let tally = try await bench.run(try method(isRaw: true), double)
    #expect(tally.missing == 0)
    #expect(double.server.requests.allSatisfy { !$0.path.hasSuffix("chat/completions") })
    #expect(try await bench.count("SELECT count(*) FROM examples") > 0)
  }

  @Test func `a run in Japanese starts from seed tasks in Japanese and loses nothing`() async throws
  {
    let bench = try Bench()
    let double = try Apprentice(words: Apprentice.japanese).double()
    try await bench.run(try method(language: "Japanese"), double)
    #expect(
      try await bench.lines(
        "SELECT DISTINCT s.language FROM ancestry AS e "
          + "JOIN seed_tasks AS s ON s.id = e.parent_id WHERE e.role = 'example'") == ["Japanese"])
    #expect(
      try await bench.lines("SELECT DISTINCT rule FROM drops ORDER BY 1").allSatisfy {
        ["limit", "rouge-l"].contains($0)
      })
    #expect(try await bench.count("SELECT count(*) FROM examples") >= 30)
  }

  @Test func `the built-in seed tasks are many, pass the filters, and resemble one another little`()
    async throws
  {
    let bench = try Bench()
    let tasks = try await bench.write { try SeedTasks(choice: .builtin).find($0) }
    #expect(tasks.count >= 100)
    let texts = tasks.map(\.text)
    let findings = zip(texts, InstructionFilter().findings(in: texts)).filter { $0.1 != nil }
    #expect(findings.isEmpty, "\(findings)")
    #expect(NearDuplicates(Cutoff(above: .selfInstruct)).findings(in: sequences(texts)).isEmpty)
  }

  private func sequences(_ texts: [String]) -> TokenSequences {
    var (sequences, vocabulary) = (TokenSequences(), Vocabulary())
    for text in texts { sequences.append(text, by: .unicode, in: &vocabulary) }
    return sequences
  }

  @Test func `questions from a context have their passage as a parent`() async throws {
    let bench = try Bench()
    let model = { (need: PromptNeed) in
      StageModel(
        endpoint: "double", model: "m", sampling: Sampling(), language: "Japanese", guidance: "",
        prompt: try PromptLibrary().template(need))
    }
    var method = FromContext(
      models: ["instructions": try model(FromContext.prompt), "answers": try model(.answer)],
      source: .texts(["水は零度で氷になる。", "東京は日本の首都である。"]), application: "a help desk",
      criteria: "be short")
    method.count = 2
    let double = try ModelDouble { habits in
      habits.answer = { question in
        question.prompt.contains("what a help desk works with")
          ? "1. \(question.hash.prefix(6))は何度で凍りますか。\n2. なぜ\(question.hash.prefix(5))ですか。\n3. 余分"
          : nil
      }
    }
    let tally = try await bench.run(
      [double], Order(), plan: method.plan, stages: method.stages
    ) { [method] in try method.roots($0) }
    #expect(tally.missing == 0)
    #expect(try await bench.count("SELECT count(*) FROM examples") == 4)
    #expect(
      try await bench.lines("SELECT rule, count(*) FROM drops GROUP BY 1") == ["limit | 2"])
    #expect(
      try await bench.count(
        "SELECT count(*) FROM ancestry WHERE role = 'passage' AND child_kind = 'question'") == 6)
  }

  @Test(
    arguments: SelfInstruct.stageNames + ["class-instances"], [false, true])
  func `every built-in prompt passes its need`(_ stage: String, _ isRaw: Bool) throws {
    for form in SelfInstruct.Form.allCases {
      for isClassificationOnly in [false, true] {
        let need = SelfInstruct.prompt(
          stage, form: form, isRaw: isRaw, isClassificationOnly: isClassificationOnly)
        #expect(try !PromptLibrary().template(need).text.isEmpty)
      }
    }
    #expect(try !PromptLibrary().template(FromContext.prompt).text.isEmpty)
  }
}

@Suite struct InstanceRulesTests {
  private func drops(_ rows: [(String, String?)], limit: Int = 5) -> [String: [Int]] {
    let rows = rows.enumerated().map {
      InstanceRules.Row(question: $0, input: $1.0, output: $1.1)
    }
    return InstanceRules(limit: limit).decisions(rows).mapValues { $0.map(\.artifact) }
      .filter { !$0.value.isEmpty }
  }

  @Test func `each rule drops what it is named for`() {
    #expect(drops([("a", nil), ("b", ""), ("c", "x")]) == ["no-output": [0, 1]])
    #expect(drops([("a", "a"), ("b", "x")]) == ["input-is-output": [0]])
    #expect(drops([("a:", "x"), ("b", "以下："), ("12:30", "y")]) == ["open-instance": [0, 1]])
    #expect(drops([("a", "x"), ("a", "y"), ("b", "z")]) == ["conflicting-outputs": [0, 1, 2]])
    #expect(drops([("", "x"), ("", "y")]) == [:])
    #expect(drops([("a", "x"), ("a", "x")]) == ["repeat": [1]])
    #expect(drops((0..<4).map { ("\($0)", "x") }, limit: 2) == ["limit": [2, 3]])
  }
}
