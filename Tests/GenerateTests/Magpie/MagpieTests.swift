import Base
import Client
import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Magpie on the loopback endpoint.
@Suite struct MagpieTests {
  private func method(
    family: String = "smollm2", language: String = "",
    _ change: (inout Magpie) -> Void = { _ in }
  ) throws -> Magpie {
    let prompt = try PromptLibrary().template(.answer)
    func model(_ sampling: Sampling) -> StageModel {
      StageModel(
        endpoint: "double", model: "m", sampling: sampling, language: language, guidance: "",
        prompt: prompt)
    }
    var question = model(Sampling(temperature: 1, topP: 1, extra: ["seed": 100]))
    question.isRaw = true
    let template = try #require(ChatTemplate.family(family))
    var method = Magpie(
      models: ["questions": question, "answers": model(Sampling(temperature: 0))],
      template: template)
    method.questions = 12
    change(&method)
    return method
  }

  /// A user's turn for a raw prompt, from the prompt and the seed alone.
  private static func double(
    _ words: String = "How do I keep", _ end: String = "<|im_end|>\nassistant: so",
    faults: @escaping @Sendable (Int, HTTPRequest) -> Fault? = { _, _ in nil }
  ) throws -> ModelDouble {
    try ModelDouble {
      $0.answer = { question in
        question.body["prompt"] == nil ? nil : "\(words) \(question.hash.prefix(6))?\(end)"
      }
      $0.faults = faults
    }
  }

  @Test func `the model is sent the beginning of a user's turn, and then asked what it wrote`()
    async throws
  {
    let bench = try Bench()
    let double = try MagpieTests.double()
    let tally = try await bench.run(try method(), double)
    #expect(tally.missing == 0)
    #expect(tally.stages.map(\.tally.done) == [12, 12])
    let raw = double.server.requests.filter { $0.path.hasSuffix("/v1/completions") }.map(\.json)
    #expect(raw.count == 12)
    #expect(Set(raw.map { $0["prompt"]?.string ?? "" }).count == 1)
    #expect(raw[0]["prompt"]?.string?.hasSuffix("<|im_end|>\n<|im_start|>user\n") == true)
    #expect(raw[0]["temperature"] == 1 && raw[0]["stop"]?.array?.first == "<|im_end|>")
    #expect(Set(raw.compactMap { $0["seed"]?.int }) == Set(100..<112))
    let chat = double.server.requests.filter { $0.path.hasSuffix("chat/completions") }.map(\.json)
    #expect(chat.allSatisfy { $0["temperature"] == 0 })
    #expect(try await bench.count("SELECT count(*) FROM examples") == 12)
    #expect(
      try await bench.count("SELECT count(*) FROM examples WHERE question LIKE 'How do I keep %?'")
        == 12)
  }

  @Test func `turns go on from the conversation, each kept as one`() async throws {
    let bench = try Bench()
    let double = try MagpieTests.double()
    let tally = try await bench.run(
      try method {
        $0.questions = 3
        $0.turns = 3
      }, double)
    #expect(tally.missing == 0)
    #expect(
      tally.stages.map(\.name)
        == ["questions", "answers", "questions-2", "answers-2", "questions-3", "answers-3"])
    #expect(
      try await bench.lines(
        "SELECT turn, count(*) FROM examples GROUP BY turn ORDER BY turn") == [
          "1 | 3", "2 | 3", "3 | 3",
        ])
    let last = double.server.requests.map(\.json).compactMap { $0["messages"]?.array }
      .filter { $0.count == 5 }
    #expect(last.count == 3)
    #expect(
      last.allSatisfy {
        $0.map { $0["role"] } == ["user", "assistant", "user", "assistant", "user"]
      })
  }

  @Test func `each topic has questions of its own, and what was said twice is dropped`()
    async throws
  {
    let bench = try Bench()
    let double = try ModelDouble { habits in
      habits.answer = { question in
        guard let prompt = question.body["prompt"]?.string else { return nil }
        let topic = prompt.contains("料理") ? "味噌汁の作り方は" : "Which trees grow fast"
        return "\(topic) \((question.body["seed"]?.int ?? 0) % 3)?"
      }
    }
    let tally = try await bench.run(
      try method {
        $0.topics = ["料理の助手です。", "You help gardeners."]
        $0.questions = 6
      }, double)
    #expect(tally.missing == 0)
    #expect(
      try await bench.lines("SELECT rule, count(*) FROM drops WHERE kind = 'question' GROUP BY 1")
        == ["repeat | 6"])
    #expect(
      try await bench.lines(
        """
        SELECT a.attributes ->> 'topic', count(*) FROM examples AS e
        JOIN artifact AS a ON a.id = e.question_id GROUP BY 1 ORDER BY 1
        """) == ["You help gardeners. | 3", "料理の助手です。 | 3"])
  }

  @Test(arguments: Effort.seeds(3, long: 30)) func `faults and stops change nothing of the outcome`(
    _ seed: UInt64
  ) async throws {
    let (calm, other) = (try Bench(), try Bench())
    let conversation = try method { $0.turns = 2 }
    try await calm.run(conversation, try MagpieTests.double())
    var random = SplitMix64(seed: seed)
    for _ in 0..<3 {
      let stop = Int.random(in: 1...30, using: &random)
      let double = try MagpieTests.double(
        faults: Mishaps.some(Mishaps.passing, seed: Int(seed % 9999)))
      try await other.run(conversation, double) { $0.stopAfter = stop }
    }
    let tally = try await other.run(conversation, try MagpieTests.double())
    #expect(tally.missing == 0)
    #expect(try await other.outcome() == (try await calm.outcome()))
  }

  @Test(arguments: [
    ("俳句を教えて", "Japanese"), ("한글은 누가 만들었나", "Korean"), ("如何学习书法", "Chinese"),
  ])
  func `no script is dropped for what it is`(_ words: String, _ language: String) async throws {
    let bench = try Bench()
    let tally = try await bench.run(try method(language: language), try MagpieTests.double(words))
    #expect(tally.missing == 0)
    #expect(
      try await bench.count("SELECT count(*) FROM examples WHERE language = '\(language)'") == 12)
  }

  @Test func `an endpoint that offers chat alone is refused with the reason`() async throws {
    let bench = try Bench()
    let double = try ModelDouble { habits in
      habits.faults = { _, request in
        request.path.hasSuffix("chat/completions") ? nil : .error(404, "Unknown request URL")
      }
    }
    let error = await #expect(throws: Stopped.self) {
      try await bench.run(try method(), double)
    }
    let words = error.map { "\($0.reason)" } ?? ""
    #expect(words.contains("Unknown request URL") && words.contains("raw completions"))
  }

  @Test func `an empty turn is kept raw, with its reason`() async throws {
    let bench = try Bench()
    let double = try ModelDouble { habits in
      habits.answer = { $0.body["prompt"] == nil ? nil : "<|im_end|>" }
    }
    let tally = try await bench.run(try method(), double)
    #expect(tally.total.unusable == 12)
    #expect(try await bench.lines("SELECT DISTINCT class FROM failures") == ["empty"])
  }
}

@Suite struct ChatTemplateTests {
  @Test func `there are many families, each with a name of its own`() {
    let names = ChatTemplate.families.map(\.family)
    #expect(names.count >= 20 && Set(names).count == names.count)
  }

  @Test(arguments: ChatTemplate.families) func `a pre-query ends where a user's turn begins`(
    _ template: ChatTemplate
  ) {
    let bare = template.preQuery(system: nil)
    #expect(bare == template.stock + template.user.before && !template.stops.isEmpty)
    let history = [Turn(question: "Q1Q", answer: "A1A"), Turn(question: "Q2Q", answer: "A2A")]
    let prompt = template.preQuery(system: "S1S", after: history)
    let places = ["S1S", "Q1Q", "A1A", "Q2Q", "A2A"].map { prompt.firstRange(of: $0)?.lowerBound }
    #expect(
      !places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(prompt.hasSuffix(template.user.before))
    #expect(!["<s>", "<bos>", "<|begin_of_text|>"].contains { bare.hasPrefix($0) })
  }

  @Test(arguments: ChatTemplate.families.filter { !$0.assistant.after.isEmpty })
  func `a template is derived from what a server renders`(_ template: ChatTemplate) {
    let first = template.preQuery(system: nil) + "Q1Q" + template.user.after
    let plain =
      first + template.assistant.before + "A1A" + template.assistant.after
      + template.user.before + "Q2Q" + template.user.after + template.assistant.before
    let told = template.system.map {
      $0.before + "S1S" + $0.after + template.user.before + "Q1Q" + template.user.after
    }
    guard let derived = ChatTemplate(rendering: plain, withSystem: told) else {
      Issue.record("\(template.family) is not derived")
      return
    }
    let history = [Turn(question: "How?", answer: "So.")]
    for system in template.system == nil ? [nil] : [nil, "Be brief."] {
      #expect(
        derived.preQuery(system: system, after: history)
          == template.preQuery(system: system, after: history), "\(template.family)")
    }
  }

  @Test func `a template without a mark is none`() {
    #expect(ChatTemplate(rendering: "Q1Q then Q2Q", withSystem: nil) == nil)
    #expect(ChatTemplate(rendering: "Q2Q A1A Q1Q", withSystem: nil) == nil)
  }

  @Test(arguments: [
    ("How?", "How?"), (" How?\nAnd why?\n", "How?\nAnd why?"), ("How?<|im_end|>\nSo", "How?"),
    ("<|im_end|>", ""), ("俳句とは？<|im_start|>assistant\n…", "俳句とは？"), ("", ""),
  ])
  func `a turn ends at a mark of the template`(_ reply: String, _ text: String) throws {
    let template = try #require(ChatTemplate.family("chatml"))
    #expect(template.turn(in: reply, isFirstLine: false) == text)
    #expect(
      template.turn(in: reply, isFirstLine: true)
        == text.split(separator: "\n").first.map(String.init) ?? text)
  }
}
