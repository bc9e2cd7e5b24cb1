import Base
import Client
import Store
import TestSupport
import Testing

@testable import Engine

/// What becomes of a unit, for each way in which a reply can be good or bad.
@Suite struct OutcomeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var fault: Fault?
    var answer: (@Sendable (Question) -> String)?
    var schema: ResponseSchema?
    let state: UnitState
    var failure: String?
    /// The text that becomes an artifact.
    var text: String?
    var testDescription: String { name }
  }

  private static let schema = ResponseSchema(
    name: "s",
    schema: ["type": "object", "required": ["n"], "properties": ["n": ["type": "string"]]])

  private static func message(_ fields: JSON, finish: String = "stop") -> Fault {
    .choice(finish: finish) { message in
      (fields.object ?? []).reduce(message) { $0.setting($1.name, $1.value) }
    }
  }

  static let cases: [Case] = [
    Case(name: "stop", answer: { _ in "A." }, state: .done, text: "A."),
    Case(
      name: "reasoning", fault: message(["content": "A.", "reasoning": "Hm."]), state: .done,
      text: "A."),
    Case(
      name: "reasoning_content", fault: message(["content": "A.", "reasoning_content": "Hm."]),
      state: .done, text: "A."),
    Case(name: "think tags", answer: { _ in "<think>Hm.</think>A." }, state: .done, text: "A."),
    Case(
      name: "think tags around JSON", answer: { _ in #"<think>{"n": 1}</think>{"n": "x"}"# },
      schema: schema, state: .done, text: #"{"n": "x"}"#),
    Case(name: "only reasoning", answer: { _ in "<think>Hm." }, state: .unusable, failure: "empty"),
    Case(name: "length", fault: .truncated, state: .unusable, failure: "truncated"),
    Case(
      name: "reasoning ate the budget",
      fault: message(["content": .null, "reasoning": "Hm."], finish: "length"), state: .unusable,
      failure: "truncated"),
    Case(
      name: "content_filter", fault: .filteredReply, state: .unusable, failure: "content_filter"),
    Case(
      name: "filtered prompt", fault: .filteredPrompt, state: .unusable, failure: "content_filter"),
    Case(name: "refusal", fault: .refusal, state: .unusable, failure: "refusal"),
    Case(name: "empty", fault: .empty, state: .unusable, failure: "empty"),
    Case(name: "null content", fault: .nullContent, state: .unusable, failure: "empty"),
    Case(name: "no choices", fault: .noChoices, state: .unusable, failure: "no_choices"),
    Case(
      name: "prompt too long",
      fault: .error(400, "too long", code: "context_length_exceeded"), state: .unusable,
      failure: "context_length"),
    Case(
      name: "error inside 200", fault: .errorInside200, state: .unfinished,
      failure: "server_error"),
    Case(
      name: "truncated body", fault: .delivered(.halfBody), state: .unfinished,
      failure: "transport"),
    Case(name: "HTML in a 200", fault: .html(200), state: .unfinished, failure: "not_json"),
    Case(name: "500", fault: .error(500, "boom"), state: .unfinished, failure: "server_error"),
    Case(
      name: "429", fault: .rateLimited(retryAfter: "0"), state: .unfinished,
      failure: "rate_limited"),
    Case(
      name: "not JSON", answer: { _ in "I would rather not" }, schema: schema, state: .unusable,
      failure: "not_json"),
    Case(
      name: "schema mismatch", answer: { _ in #"{"n": [1]}"# }, schema: schema, state: .unusable,
      failure: "schema_mismatch"),
  ]

  /// The first unit is answered well, so that what comes of the second is its own affair.
  @Test(arguments: cases)
  func `a reply has its class, is kept whole, and is an artifact only if it is good`(
    _ one: Case
  ) async throws {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.answer = { question in
        question.prompt.contains("Why 0?") && question.schema != nil
          ? #"{"n": "good"}"# : question.prompt.contains("Why 0?") ? "good" : one.answer?(question)
      }
      habits.faults = { _, request in request.text.contains("Why 0?") ? nil : one.fault }
    }
    let tally = try await bench.run(
      EchoStage(schema: one.schema), double, try await bench.questions(2),
      EngineOptions(concurrency: 1), retries: RetryPolicy(attempts: 2, base: .zero))
    #expect(tally.total.planned == 2 && tally.total.done == (one.state == .done ? 2 : 1))
    #expect(tally.calls == double.server.requestCount)
    let found = try await bench.store.read {
      try $0.rows(
        """
        SELECT u.state, u.class, a.text, u.message, c.response FROM unit AS u
        LEFT JOIN call AS c ON c.unit_id = u.id
          AND c.attempt = (SELECT max(attempt) FROM call WHERE unit_id = u.id)
        LEFT JOIN artifact AS a ON a.call_id = c.id ORDER BY u.id
        """
      ) { row in (0..<5).map { row.optionalText($0) } }
    }
    #expect(found[0][0] == "done")
    #expect(found[1][0] == one.state.rawValue)
    #expect(found[1][1] == one.failure)
    #expect(found[1][2] == one.text)
    #expect((found[1][3] != nil) == (one.failure != nil))
    #expect(found[1][4]?.isEmpty == false)
  }
}
