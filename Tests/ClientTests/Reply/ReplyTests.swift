import Base
import Client
import Testing

/// What each kind of successful response means.
@Suite struct ReplyTests {
  private func read(_ body: String, status: Int = 200) -> Outcome {
    Reply.read(Exchange(url: "http://h/v1/x", status: status, body: Array(body.utf8)))
  }

  private func choice(_ message: String, finish: String = "\"stop\"") -> Outcome {
    read(#"{"choices":[{"message":\#(message),"finish_reason":\#(finish)}]}"#)
  }

  @Test func `a whole completion has its text and its counts`() {
    let outcome = read(
      #"""
      {"model":"m-1","choices":[{"message":{"role":"assistant","content":" Because.\n"},
      "finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":9,
      "completion_tokens_details":{"reasoning_tokens":4},
      "prompt_tokens_details":{"cached_tokens":3}}}
      """#)
    #expect(
      outcome
        == .completed(
          Completion(
            content: " Because.\n", finishReason: "stop", model: "m-1", promptTokens: 5,
            completionTokens: 9, reasoningTokens: 4, cachedTokens: 3)))
  }

  @Test func `a raw completion has its text`() {
    let outcome = read(#"{"choices":[{"text":"<think> is a tag","finish_reason":null}]}"#)
    #expect(outcome.completion?.content == "<think> is a tag")
    #expect(outcome.failureClass == nil)
  }

  @Test(arguments: [
    (#"{"content":"Hi","refusal":"No."}"#, "\"stop\"", FailureClass.refusal),
    (#"{"content":"Hi"}"#, "\"length\"", .truncated),
    (#"{"content":null}"#, "\"length\"", .truncated),
    (#"{"content":"Hi"}"#, "\"content_filter\"", .contentFilter),
    (#"{"content":null}"#, "\"stop\"", .empty),
    (#"{"content":" \n"}"#, "\"stop\"", .empty),
    (#"{"content":null,"reasoning":"hm"}"#, "\"stop\"", .empty),
    (#"{}"#, "\"tool_calls\"", .empty),
  ])
  func `what is no use is final, with its class`(
    _ message: String, _ finish: String, _ expected: FailureClass
  ) {
    guard case .unusable(expected, let words, let completion) = choice(message, finish: finish)
    else {
      Issue.record("\(choice(message, finish: finish))")
      return
    }
    #expect(!words.isEmpty)
    #expect(completion != nil)
  }

  @Test(arguments: [#"{"choices":[]}"#, #"{"choices":null}"#, "{}"])
  func `no choices is final`(_ body: String) {
    #expect(read(body).failureClass == .noChoices)
  }

  @Test(arguments: ["", "<html>hello</html>", #"{"choices":[{"mess"#, "[]", "null"])
  func `a 200 without JSON is the network's fault, and transient`(_ body: String) {
    guard case .transient(.notJSON, let message, nil) = read(body) else {
      Issue.record("\(read(body))")
      return
    }
    #expect(message.hasPrefix("HTTP 200 from http://h/v1/x"))
  }

  @Test func `errors inside of a 200 mean what they say`() {
    #expect(read(#"{"error":{"message":"oops"}}"#).failureClass == .serverError)
    #expect(read(#"{"error":{"message":"slow","code":429}}"#).failureClass == .rateLimited)
    #expect(read(#"{"error":{"message":"pay","code":402},"choices":[]}"#).failureClass == .quota)
    #expect(read(#"{"error":{"code":401,"message":"no"}}"#).failureClass == .rejected)
    #expect(choice(#"{"content":"half"}"#, finish: "\"error\"").failureClass == .serverError)
    #expect(choice(#"{"content":"half"}"#, finish: "\"abort\"").failureClass == .serverError)
    #expect(read(#"{"choices":[{"error":{"message":"x"}}]}"#).failureClass == .serverError)
    #expect(
      read(#"{"error":null,"choices":[{"message":{"content":"ok"}}]}"#).failureClass == nil)
  }

  @Test func `reasoning is kept apart, wherever it comes`() {
    func both(_ message: String) -> [String?] {
      let completion = choice(message).completion
      return [completion?.reasoning, completion?.content]
    }
    #expect(both(#"{"content":"a","reasoning":"r"}"#) == ["r", "a"])
    #expect(both(#"{"content":"a","reasoning_content":"r"}"#) == ["r", "a"])
    #expect(both(#"{"content":"\n<think>\nr\n</think>\n\na"}"#) == ["r", "a"])
    #expect(both(#"{"content":"<think></think>a"}"#) == [nil, "a"])
    #expect(both(#"{"content":"r\n</think>\n\na"}"#) == ["r", "a"])
    #expect(
      both(#"{"content":"The tag </think> ends it."}"#) == [nil, "The tag </think> ends it."])
    #expect(
      both(
        #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"r"}]},"#
          + #"{"type":"text","text":"a"}]}"#) == ["r", "a"])
    #expect(choice(#"{"content":"<think>never ends"}"#).failureClass == .empty)
  }
}
