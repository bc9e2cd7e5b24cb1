internal import Base
public import Client

extension ChatTemplate {
  /// The template of the model that the server of `client` runs, found out by having it render
  /// conversations of marks (llama.cpp's `POST /apply-template`), and tried on another one.
  ///
  /// - Throws: ``PromptError`` if the server does not offer that, or renders the other conversation
  ///   differently.
  public static func derived(from client: Client, model: String) async throws -> ChatTemplate {
    func render(_ messages: [(String, String)]) async throws(PromptError) -> String {
      let list = messages.map {
        JSON.object([.init("role", .string($0)), .init("content", .string($1))])
      }
      let body: JSON = ["model": .string(model), "messages": .array(list)]
      let exchange = await client.send(
        RequestBody(pieces: [Piece(body.text)]), path: "../apply-template", model: model)
      guard exchange.status == 200, let reply = try? JSON(parsing: exchange.body),
        let text = reply["prompt"]?.string
      else {
        throw PromptError(
          "the server does not tell its chat template (POST /apply-template, which llama.cpp has): say "
            + "which it is with --family")
      }
      return ChatTemplate.withoutStart(text)
    }
    let plain = try await render([("user", "Q1Q"), ("assistant", "A1A"), ("user", "Q2Q")])
    let told = try? await render([("system", "S1S"), ("user", "Q1Q")])
    guard let template = ChatTemplate(rendering: plain, withSystem: told) else {
      throw PromptError(
        "the server's chat template hides what users write: say which family it is with --family")
    }
    let other = [("user", "How?"), ("assistant", "So."), ("user", "And, then…")]
    let expected =
      template.preQuery(
        system: nil, after: [Turn(question: "How?", answer: "So.")]) + "And, then…"
    guard try await render(other).hasPrefix(expected) else {
      throw PromptError(
        "the server's chat template changes what is said: say which family it is with --family")
    }
    return template
  }

  /// The template that rendered a conversation of marks; nil if a mark is missing.
  init?(rendering plain: String, withSystem told: String?) {
    guard let q1 = plain.firstRange(of: "Q1Q"), let a1 = plain.firstRange(of: "A1A"),
      let q2 = plain.firstRange(of: "Q2Q"), q1.upperBound <= a1.lowerBound,
      a1.upperBound <= q2.lowerBound
    else { return nil }
    let before = String(plain[..<q1.lowerBound])
    let answer = String(plain[q1.upperBound..<a1.lowerBound])
    let next = String(plain[a1.upperBound..<q2.lowerBound])
    let generation = String(plain[q2.upperBound...])
    // What ends an answer is what the second user turn's beginning has more than the first one's.
    let head = ChatTemplate.commonSuffix(before, next)
    // And what begins one is what follows a user turn at the end, as far as an answer follows it.
    let opening = ChatTemplate.commonSuffix(answer, generation)
    self.init(
      family: "derived", stock: String(before.dropLast(head.count)),
      user: Around(head, String(answer.dropLast(opening.count))),
      assistant: Around(opening, String(next.dropLast(head.count))), stops: [])
    if let told, let s1 = told.firstRange(of: "S1S"), let q = told.firstRange(of: "Q1Q"),
      s1.upperBound <= q.lowerBound, told[s1.upperBound..<q.lowerBound].hasSuffix(head)
    {
      system = Around(
        String(told[..<s1.lowerBound]),
        String(told[s1.upperBound..<q.lowerBound].dropLast(head.count)))
    }
    for mark in [user.after, assistant.after, opening, head] {
      if let token = ChatTemplate.firstToken(mark), !stops.contains(token) { stops.append(token) }
    }
  }

  private static func commonSuffix(_ left: String, _ right: String) -> String {
    var count = 0
    for (a, b) in zip(left.reversed(), right.reversed()) {
      guard a == b else { break }
      count += 1
    }
    // A turn's beginning is a token; what ends the turn before may end alike.
    let suffix = left.suffix(count)
    guard let start = suffix.firstIndex(where: { "<[#".contains($0) }) else {
      return String(suffix)
    }
    let open = suffix[start...]
    // An end of a turn before it belongs to that turn: "<|im_end|>\n<|im_start|>user\n".
    let ends = ["<|im_end|>", "<|eot_id|>", "<|end|>", "<end_of_turn>", "</s>"]
    for end in ends where open.hasPrefix(end) {
      return String(open.dropFirst(end.count).drop { $0.isNewline })
    }
    return String(open)
  }

  /// The mark, such as `<|im_end|>`, that `text` begins with; nil if none.
  private static func firstToken(_ text: String) -> String? {
    let text = text.trimmed
    guard let first = text.first, let close = ["<": ">", "[": "]"][first],
      let end = text.firstIndex(of: Character(close))
    else { return nil }
    return String(text[...end])
  }

  /// A text without the token that begins it, which the server adds itself.
  private static func withoutStart(_ text: String) -> String {
    for start in ["<|begin_of_text|>", "<s>", "<bos>", "<｜begin▁of▁sentence｜>", "<|startoftext|>"]
    where text.hasPrefix(start) {
      return String(text.dropFirst(start.count))
    }
    return text
  }
}
