import Base

/// The replies of a ``ModelDouble``: a function of the request and its number.
struct DoubledModel: Sendable {
  let habits: ModelDouble.Habits

  /// What is sent for `request`, which holds `question`.
  func reply(_ request: HTTPRequest, _ question: Question) -> HTTPReply {
    let (reply, json) = good(request, question)
    let fault = habits.faults(request.number, request)
    return (fault?.change(reply, json) ?? reply).delayed(habits.latency)
  }

  private func good(_ request: HTTPRequest, _ question: Question) -> (HTTPReply, JSON) {
    if let error = refusal(request, question) { return error }
    if request.path.hasSuffix("/models") { return ok(models) }
    let isChat = request.path.hasSuffix("/chat/completions")
    return ok(isChat ? chat(question) : continuation(question))
  }

  private func ok(_ json: JSON) -> (HTTPReply, JSON) { (HTTPReply(json: json), json) }

  /// What a server says to a request that it does not understand.
  private func refusal(_ request: HTTPRequest, _ question: Question) -> (HTTPReply, JSON)? {
    func error(_ status: Int, _ message: String, _ code: String? = nil) -> (HTTPReply, JSON) {
      let body = Fault.errorBody(message, code: code, type: "invalid_request_error")
      return (HTTPReply(status, json: body), body)
    }
    if let key = habits.key, request.headers["authorization"] != "Bearer \(key)" {
      return error(401, "Incorrect API key provided.", "invalid_api_key")
    }
    if request.method == "GET", request.path.hasSuffix("/models") { return nil }
    guard request.method == "POST", request.path.hasSuffix("/completions") else {
      return error(404, "Unknown request URL: \(request.method) \(request.target)", "unknown_url")
    }
    guard !question.model.isEmpty else {
      return error(400, "you must provide a model parameter")
    }
    if let format = question.format, !habits.formats.contains(format) {
      return error(400, "response_format type \(format) is not supported")
    }
    return nil
  }

  private var models: JSON {
    [
      "object": "list",
      "data": [["id": "double", "object": "model", "created": 1, "owned_by": "seedbed"]],
    ]
  }

  private func chat(_ question: Question) -> JSON {
    let (text, finish) = written(question)
    return response(
      question, "chatcmpl-", "chat.completion", text,
      [
        "index": 0, "finish_reason": .string(finish), "logprobs": nil,
        "message": ["role": "assistant", "content": .string(text), "refusal": nil],
      ])
  }

  private func continuation(_ question: Question) -> JSON {
    let (text, finish) = written(question)
    return response(
      question, "cmpl-", "text_completion", text,
      ["index": 0, "finish_reason": .string(finish), "logprobs": nil, "text": .string(text)])
  }

  /// The answer, cut to the limit of tokens (of four characters), and why it ends.
  private func written(_ question: Question) -> (String, String) {
    let text = habits.answer(question) ?? question.answer
    let limit = question.body["max_tokens"]?.int ?? question.body["max_completion_tokens"]?.int
    guard let limit, text.count > limit * 4 else { return (text, "stop") }
    return (String(text.prefix(limit * 4)), "length")
  }

  private func response(
    _ question: Question, _ prefix: String, _ object: JSON, _ text: String, _ choice: JSON
  ) -> JSON {
    let asked = (question.body["messages"] ?? question.body["prompt"] ?? .null).text.count / 4 + 1
    let written = text.count / 4 + 1
    return [
      "id": .string(prefix + question.hash.prefix(24)), "object": object, "created": 1_700_000_000,
      "model": .string(question.model), "choices": .array([choice]),
      "usage": [
        "prompt_tokens": JSON(asked), "completion_tokens": JSON(written),
        "total_tokens": JSON(asked + written),
      ],
      "system_fingerprint": "fp_double",
    ]
  }
}
