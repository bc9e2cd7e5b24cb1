public import Base

/// Something that goes wrong between a model and its user: a change to a good reply.
public struct Fault: Sendable {
  /// Makes of the good reply, and the JSON in it, what is sent instead.
  public let change: @Sendable (HTTPReply, JSON) -> HTTPReply

  /// A fault that sends what `change` makes of the good reply.
  public init(_ change: @escaping @Sendable (HTTPReply, JSON) -> HTTPReply) {
    self.change = change
  }
}

// What a network does.
extension Fault {
  /// The reply comes, but badly.
  public static func delivered(_ delivery: HTTPReply.Delivery) -> Fault {
    Fault { reply, _ in reply.delivered(delivery) }
  }
  /// The reply comes `milliseconds` later.
  public static func delayed(_ milliseconds: Int) -> Fault {
    Fault { reply, _ in reply.delayed(milliseconds) }
  }
}

// What a server does.
extension Fault {
  /// `reply` comes instead.
  public static func instead(_ reply: HTTPReply) -> Fault { Fault { _, _ in reply } }
  /// An error in OpenAI's form.
  public static func error(
    _ status: Int, _ message: String, code: String? = nil, type: String = "invalid_request_error",
    headers: [(String, String)] = []
  ) -> Fault {
    instead(HTTPReply(status, json: errorBody(message, code: code, type: type), headers: headers))
  }
  /// A 429, with a `Retry-After` or without.
  public static func rateLimited(retryAfter: String? = nil) -> Fault {
    error(
      429, "Rate limit reached for requests", code: "rate_limit_exceeded", type: "requests",
      headers: retryAfter.map { [("Retry-After", $0)] } ?? [])
  }
  /// The 429 that means that there is no more money.
  public static let quota = error(
    429, "You exceeded your current quota, please check your plan and billing details.",
    code: "insufficient_quota", type: "insufficient_quota")
  /// Azure's way to refuse a prompt.
  public static let filteredPrompt = error(
    400, "The response was filtered due to the prompt triggering Azure OpenAI's content policy.",
    code: "content_filter")
  /// A proxy's error page.
  public static func html(_ status: Int) -> Fault { instead(.html(status, "Bad Gateway")) }
  /// An error object in a response of status 200.
  public static let errorInside200 = instead(
    HTTPReply(200, json: errorBody("Provider returned error", code: nil, type: "server_error")))

  /// An error object in OpenAI's form.
  public static func errorBody(_ message: String, code: String?, type: String) -> JSON {
    [
      "error": [
        "message": .string(message), "type": .string(type), "param": nil, "code": JSON(code),
      ]
    ]
  }
}

// What a model does.
extension Fault {
  /// The good response's first choice has `finish` as its reason, and its message is changed.
  public static func choice(
    finish: String? = nil, _ change: @escaping @Sendable (JSON) -> JSON = { $0 }
  ) -> Fault {
    Fault { reply, json in
      var choice = json["choices"]?[0] ?? [:]
      choice = choice.setting("message", change(choice["message"] ?? [:]))
      if let finish { choice = choice.setting("finish_reason", .string(finish)) }
      return reply.with(json.setting("choices", .array([choice])))
    }
  }
  /// Half of the text, for lack of tokens.
  public static let truncated = choice(finish: "length") { message in
    let text = message["content"]?.string ?? ""
    return message.setting("content", .string(String(text.prefix(text.count / 2))))
  }
  /// No text, because a filter took it.
  public static let filteredReply = choice(finish: "content_filter") {
    $0.setting("content", "")
  }
  /// A refusal in its own field.
  public static let refusal = choice {
    $0.setting("content", nil as JSON).setting("refusal", "I'm sorry, I cannot help with that.")
  }
  /// `"content": null`.
  public static let nullContent = choice { $0.setting("content", .some(.null)) }
  /// White space.
  public static let empty = choice { $0.setting("content", " \n") }
  /// `"choices": []`.
  public static let noChoices = Fault { reply, json in
    reply.with(json.setting("choices", []))
  }
}

extension Fault {
  /// Everything that a network, a server or a model does wrong now and then, as far as it does not
  /// end a run.
  public static let all: [Fault] = [
    .rateLimited(), .rateLimited(retryAfter: "0"), .error(500, "boom"), .error(503, "overloaded"),
    .html(502), .html(200), .errorInside200, .delivered(.nothing), .delivered(.resetBeforeHeaders),
    .delivered(.resetAfterHeaders), .delivered(.resetInBody), .delivered(.halfBody),
    .delivered(.chunked(7)), .delivered(.cutChunks(40)), .delivered(.gzipped),
    .delivered(.continued), .delivered(.claiming(length: 100_000)),
    .delivered(.claiming(length: 50)),
    .delivered(.closing), .delivered(.drip(bytes: 200, milliseconds: 1)), .delayed(20), .truncated,
    .filteredReply, .refusal, .nullContent, .empty, .noChoices, .filteredPrompt,
  ]

  /// One of all, or none, for request `number`: with `share` of the requests something goes wrong.
  public static func byChance(_ number: Int, share: Double, seed: UInt64) -> Fault? {
    var random = SplitMix64(seed: seed &* 1_000_000_007 &+ UInt64(number))
    guard Double.random(in: 0..<1, using: &random) < share else { return nil }
    return all.randomElement(using: &random)
  }
}

extension HTTPReply {
  /// The same with `json` as its body.
  fileprivate func with(_ json: JSON) -> HTTPReply {
    var reply = self
    reply.body = Array(json.text.utf8)
    return reply
  }
}
