internal import Client

extension Asker {
  /// The request once more, with the model's own reply and what is wrong with it: only where JSON
  /// was asked for and came in another shape.
  ///
  /// It is another attempt at the same unit: like the way to ask for JSON it is no part of what is
  /// asked, so it changes no key.
  static func repair(
    _ request: ChatRequest, reply: Completion, problem: String
  ) -> ChatRequest {
    var repair = request
    repair.messages += [
      .init(role: "assistant", reply.content),
      .init(
        role: "user",
        "This cannot be used: \(problem). Reply with the corrected JSON, whole, and nothing else."),
    ]
    return repair
  }
}
