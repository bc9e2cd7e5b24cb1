import Base
import Client
import Testing

/// What each kind of refused request means.
@Suite struct ReplyErrorsTests {
  private func read(
    _ status: Int, _ body: String, headers: [String: String] = [:], mode: StructureMode? = nil
  ) -> Outcome {
    Reply.read(
      Exchange(url: "http://h/v1", status: status, headers: headers, body: Array(body.utf8)),
      mode: mode)
  }

  @Test(arguments: [400, 401, 403, 404, 405, 422, 301])
  func `a refusal stops the run in the server's own words`(_ status: Int) {
    let outcome = read(status, #"{"error":{"message":"The model `x` does not exist"}}"#)
    #expect(
      outcome
        == .rejected(
          class: [400, 422].contains(status) ? .badRequest : .rejected,
          message: "HTTP \(status) from http://h/v1: The model `x` does not exist"
        ))
  }

  @Test(arguments: [
    (408, FailureClass.serverError), (409, .serverError), (429, .rateLimited), (500, .serverError),
    (502, .serverError), (503, .serverError), (529, .serverError),
  ])
  func `what may pass is transient, HTML or not`(_ status: Int, _ expected: FailureClass) {
    let page = "<html><head><title>Bad Gateway</title></head>\n<body><h1>Bad  Gateway</h1></body>"
    #expect(
      read(status, page)
        == .transient(
          class: expected, message: "HTTP \(status) from http://h/v1: Bad Gateway Bad Gateway",
          retryAfter: nil))
    #expect(read(status, "").failureClass == expected)
  }

  @Test(arguments: [
    "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
  ])
  func `an empty purse is no rate limit`(_ code: String) {
    let byCode = read(429, #"{"error":{"message":"m","code":"\#(code)"}}"#)
    let byType = read(429, #"{"error":{"message":"m","type":"\#(code)"}}"#)
    #expect(byCode == .exhausted(class: .quota, message: "HTTP 429 from http://h/v1: m"))
    #expect(byType == byCode)
    #expect(read(402, "").failureClass == .quota)
    #expect(
      read(400, #"{"error":{"message":"Your credit balance is too low to go on"}}"#).failureClass
        == .quota)
  }

  @Test func `a filtered prompt is final for its unit only`() {
    let azure = #"""
      {"error":{"code":null,"message":"filtered","innererror":
      {"code":"ResponsibleAIPolicyViolation"}}}
      """#
    for body in [azure, #"{"error":{"code":"content_filter","message":"m"}}"#] {
      guard case .unusable(.contentFilter, _, nil) = read(400, body) else {
        Issue.record("\(read(400, body))")
        return
      }
    }
  }

  @Test func `a prompt that is too long is final for its unit only`() {
    let openAI = #"{"error":{"code":"context_length_exceeded","message":"m"}}"#
    let vLLM = #"{"message":"This model's maximum context length is 4096 tokens.","code":400}"#
    let llama = #"{"error":{"code":400,"type":"exceed_context_size_error","message":"m"}}"#
    for body in [openAI, vLLM, llama] {
      #expect(read(400, body).failureClass == .contextLength)
    }
    #expect(read(413, "<h1>413 Request Entity Too Large</h1>").failureClass == .contextLength)
  }

  @Test(arguments: [
    (400, #"{"error":{"message":"Unknown field","param":"response_format"}}"#),
    (400, #"{"error":{"message":"This response_format type is unavailable now"}}"#),
    (422, #"{"detail":[{"loc":["body","response_format"],"msg":"Extra inputs"}]}"#),
    (400, #"{"error":"'json_schema' is not supported by this model"}"#),
    (400, #"{"error":{"message":"failed to parse grammar"}}"#),
    (501, #"{"detail":"structured output is not built in"}"#),
    (404, #"{"error":{"message":"json mode is not supported"}}"#),
  ])
  func `a server that does not know structured output is told from one that refuses`(
    _ status: Int, _ body: String
  ) {
    #expect(read(status, body).failureClass == .unsupportedStructure)
    #expect(read(status, body, mode: .jsonObject).failureClass == .unsupportedStructure)
    #expect(read(status, body, mode: .plain).failureClass != .unsupportedStructure)
  }

  @Test func `the word schema counts only where one was sent`() {
    let body = #"{"error":{"message":"unsupported schema"}}"#
    #expect(read(400, body, mode: .jsonSchema).failureClass == .unsupportedStructure)
    #expect(read(400, body).failureClass == .badRequest)
  }

  @Test func `the server's wish to be asked again is read`() {
    func wait(_ headers: [String: String]) -> Duration? {
      guard case .transient(_, _, let wait) = read(429, "", headers: headers) else { return nil }
      return wait
    }
    #expect(wait(["retry-after": "2"]) == .seconds(2))
    #expect(wait(["retry-after": "0.5"]) == .milliseconds(500))
    #expect(wait(["retry-after": "9", "retry-after-ms": "1500"]) == .milliseconds(1500))
    #expect(
      wait([
        "date": "Wed, 21 Oct 2015 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2015 07:28:30 GMT",
      ]) == .seconds(30))
    #expect(wait(["retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"]) == .zero)
    #expect(wait(["retry-after": "soon"]) == nil)
    #expect(wait(["retry-after": "-1"]) == nil)
    #expect(wait(["retry-after": "nan"]) == nil)
    #expect(
      read(400, "", headers: ["x-should-retry": "true"]).failureClass == .serverError)
  }

  @Test(arguments: [
    (#"{"error":"text"}"#, "text"), (#"{"detail":"text"}"#, "text"),
    (#"{"message":"text"}"#, "text"),
    (#"{"detail":[{"loc":["body","n"],"msg":"too big"}]}"#, "body.n: too big"),
    (#"{"error":{"message":"flagged","metadata":{"reasons":["x"]}}}"#, #"flagged ["x"]"#),
    ("plain  words\n", "plain words"), ("", "no explanation"), ("{}", "{}"),
  ])
  func `the server's words are found in every form`(_ body: String, _ words: String) {
    #expect(read(400, body).message == "HTTP 400 from http://h/v1: \(words)")
  }

  @Test func `transport failures are transient, each with its class`() {
    func failureClass(_ code: TransportFailure.Code) -> FailureClass? {
      let failure = TransportFailure(code, "words")
      let outcome = Reply.read(Exchange(url: "u", status: 200, failure: failure))
      guard case .transient(let failureClass, "words", nil) = outcome else { return nil }
      return failureClass
    }
    #expect(failureClass(.timeout) == .timeout)
    #expect(failureClass(.connectTimeout) == .timeout)
    #expect(failureClass(.cancelled) == .cancelled)
    #expect(failureClass(.truncated) == .transport)
    #expect(failureClass(.refused) == .transport)
  }

  @Test(arguments: [
    #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. "#
      + #"Use 'max_completion_tokens' instead.","type":"invalid_request_error","#
      + #""param":"max_tokens","code":"unsupported_parameter"}}"#,
    #"{"detail":[{"loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]}"#,
  ])
  func `a server that knows the limit of tokens by its other name is told from one that refuses`(
    _ body: String
  ) {
    #expect(read(400, body).failureClass == .unsupportedTokenLimit)
    #expect(read(422, body, mode: .limitedSchema).failureClass == .unsupportedTokenLimit)
  }

  @Test func `a limit of tokens that is too large is a refusal`() {
    let body = #"{"error":{"message":"max_tokens is too large: 90000","param":"max_tokens"}}"#
    #expect(read(400, body).failureClass == .badRequest)
  }

  @Test func `a server that asks not to be asked again is obeyed`() {
    guard
      case .transient(.serverError, _, let wait?) = read(
        500, "", headers: ["x-should-retry": "false"])
    else {
      Issue.record("not transient")
      return
    }
    #expect(RetryPolicy().delay(afterAttempt: 1, retryAfter: wait, jitter: 0) == nil)
  }

  @Test func `a 429 that asks for more than two minutes ends the run, to go on later`() {
    let outcome = read(429, "", headers: ["retry-after": "3600"])
    guard case .exhausted(.rateLimited, let message) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(message.hasSuffix("(it asks to wait 3600 seconds)"))
    #expect(read(429, "", headers: ["retry-after": "120"]).failureClass == .rateLimited)
  }
}
