import Base
import Testing

@testable import Store

@Suite struct CallTests {
  let file = try? TemporaryFile()

  private static func call(
    _ attempt: Int = 1, _ request: [(text: String, isShared: Bool)] = [("{}", false)],
    model: String = "m"
  ) -> CallDraft {
    CallDraft(
      attempt: attempt, endpoint: "e", url: "http://a", model: model, request: request,
      startedAt: "2026-01-01T00:00:00.000Z")
  }

  private func unit(_ name: String = "u", stage: String = "answers") throws -> Int {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "?")
    let draft = UnitDraft(
      key: Key(of: [name]), stage: stage, parent: question.id, ordinal: 0, retry: 0,
      place: Place(0))
    return try connection.insert(draft, plan: try connection.somePlan())
  }

  private func insert(_ call: CallDraft, _ unit: Int) throws -> Int {
    try #require(file).connection.insert(call, unit: unit, unitKey: Key(of: ["u"]))
  }

  private static let bodies: [[(text: String, isShared: Bool)]] = [
    [("{}", false)], [("", false), ("{}", true)],
    [(#"{"a":"quo\"te \\ \n é 日本 🙂 \#u{2028}\#u{85}","b":["#, false), ("7", true), ("]}", false)],
    (0..<25).map { ("piece \($0) 'x' \"y\" ", $0.isMultiple(of: 3)) },
    [("same", true), (", ", false), ("same", true), ("12", false), ("", true)],
  ]

  @Test(arguments: bodies.indices) func `the exact body is put together again in SQL`(
    _ index: Int
  ) throws {
    let connection = try #require(file).connection
    let body = CallTests.bodies[index]
    _ = try insert(CallTests.call(1, body), try unit())
    #expect(try connection.text("SELECT request FROM calls") == body.map(\.text).joined())
  }

  @Test func `what requests share is stored once`() throws {
    let connection = try #require(file).connection
    let unit = try unit()
    let syllabus = String(repeating: "Week 1. ", count: 100)
    for attempt in 1...5 {
      let request = [("{\"n\":\(attempt),", false), (syllabus, true), ("}", false)]
      _ = try insert(CallTests.call(attempt, request), unit)
    }
    #expect(try connection.int("SELECT count(*) FROM piece") == 1)
    #expect(try connection.int("SELECT max(length(request)) < 30 FROM call") == 1)
    #expect(try connection.int("SELECT count(DISTINCT request) FROM calls") == 5)
  }

  @Test func `a fingerprint depends on the body and the endpoint, not on how the body is cut`()
    throws
  {
    let connection = try #require(file).connection
    let unit = try unit()
    var elsewhere = CallTests.call(4, [("ab", false)])
    elsewhere.endpoint = "other"
    var otherServer = CallTests.call(5, [("ab", false)])
    otherServer.url = "http://b"
    let calls = [
      CallTests.call(1, [("ab", false)]), CallTests.call(2, [("a", true), ("b", false)]),
      CallTests.call(3, [("ac", false)]), elsewhere, otherServer,
    ]
    for call in calls { _ = try insert(call, unit) }
    let prints = try connection.rows("SELECT fingerprint FROM call ORDER BY attempt") { $0.text(0) }
    #expect(prints[0] == prints[1])
    #expect(prints[0] == prints[4])
    #expect(Set(prints).count == 3)
  }

  @Test func `units, calls, failures and costs add up`() throws {
    let connection = try #require(file).connection
    let done = try unit("done")
    let failed = try unit("failed")
    var first = CallTests.call(1)
    first.failure = "rate_limited"
    first.status = 429
    _ = try insert(first, done)
    var second = CallTests.call(2)
    (second.status, second.finishReason, second.response) = (200, "stop", "raw")
    (second.promptTokens, second.completionTokens, second.cost) = (100, 20, 0.5)
    let made = try insert(second, done)
    var third = CallTests.call(1, model: "n")
    (third.failure, third.message, third.status) = ("truncated", "cut off", 200)
    (third.promptTokens, third.completionTokens, third.cost) = (7, 3, 0.25)
    (third.finishReason, third.response) = ("length", "ra")
    _ = try insert(third, failed)
    try connection.setUnit(done, .done)
    try connection.setUnit(failed, .unusable, class: "truncated", message: "cut off")
    let question = try connection.add(.question, "?")
    let answer = Draft(
      .answer, "!", parents: [.stored(.question, question)], origin: .content(occurrence: 0),
      place: Place(0))
    _ = try connection.insert(
      [answer], Batch(plan: try connection.somePlan(), method: "answers", call: made))

    #expect(
      try connection.table("SELECT state, class, calls, tokens, cost FROM units ORDER BY id") == [
        ["done", nil, 2, 120, .real(0.5)], ["unusable", "truncated", 1, 10, .real(0.25)],
      ])
    #expect(
      try connection.table(
        "SELECT stage, attempt, class, status, tokens, finish_reason FROM calls ORDER BY id") == [
          ["answers", 1, "rate_limited", 429, 0, nil], ["answers", 2, nil, 200, 120, "stop"],
          ["answers", 1, "truncated", 200, 10, "length"],
        ])
    #expect(
      try connection.table(
        "SELECT state, class, message, status, finish_reason, tokens, cost, response FROM failures"
      ) == [["unusable", "truncated", "cut off", 200, "length", 10, .real(0.25), "ra"]])
    #expect(
      try connection.table(
        """
        SELECT stage, model, calls, failures, prompt_tokens, completion_tokens, cost,
          examples_left, cost_per_example FROM costs ORDER BY model
        """) == [
          ["answers", "m", 2, 1, 100, 20, .real(0.5), 1, .real(0.5)],
          ["answers", "n", 1, 1, 7, 3, .real(0.25), 1, .real(0.25)],
        ])
    #expect(try connection.text("SELECT model || finish_reason FROM answers") == "mstop")
  }

  @Test func `a unit that was never asked is a failure without a call`() throws {
    let connection = try #require(file).connection
    _ = try unit()
    #expect(
      try connection.table("SELECT state, status, tokens, cost, response FROM failures") == [
        ["pending", nil, 0, nil, nil]
      ])
    #expect(try connection.table("SELECT calls, tokens FROM units") == [[0, nil]])
  }
}
