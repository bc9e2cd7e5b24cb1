import Synchronization

/// A stand-in for a model behind an OpenAI-compatible endpoint, on a ``LoopbackServer``.
///
/// It answers `/v1/chat/completions`, `/v1/completions` and `/v1/models`; ``Question`` says what.
public final class ModelDouble: Sendable {
  /// The server below, which counts requests and connections.
  public let server: LoopbackServer
  private let prompts: PromptLog

  /// What makes one double differ from another.
  public struct Habits: Sendable {
    /// Milliseconds until each reply.
    public var latency = 0
    /// The types of `response_format` that it knows; others are refused with a 400.
    public var formats: Set<String> = ["json_schema", "json_object"]
    /// The key that it wants; others are refused with a 401.
    public var key: String?
    /// The text of an answer; nil leaves it to ``Question/answer``.
    public var answer: @Sendable (Question) -> String? = { _ in nil }
    /// What goes wrong with request number n (from 1, in order of arrival).
    public var faults: @Sendable (Int, HTTPRequest) -> Fault? = { _, _ in nil }

    /// A double that does all as it should.
    public init() {}
  }

  /// Starts a double; `change` sets its habits.
  ///
  /// If it does not keep requests, ``asked`` stays empty, too.
  public init(keepsRequests: Bool = true, _ change: (inout Habits) -> Void = { _ in }) throws {
    var habits = Habits()
    change(&habits)
    let (prompts, model) = (PromptLog(), DoubledModel(habits: habits))
    self.prompts = prompts
    server = try LoopbackServer(keepsRequests: keepsRequests) { request in
      let question = Question(request.json)
      if keepsRequests, request.path.hasSuffix("/completions") { prompts.add(question.prompt) }
      return model.reply(request, question)
    }
  }

  /// The base URL, as an endpoint's servers have it.
  public var baseURL: String { server.baseURL }
  /// How often each prompt was asked, faults included.
  public var asked: [String: Int] { prompts.counts }
}

/// How often each prompt was asked.
private final class PromptLog: Sendable {
  private let state = Mutex<[String: Int]>([:])
  var counts: [String: Int] { state.withLock { $0 } }
  func add(_ prompt: String) { state.withLock { $0[prompt, default: 0] += 1 } }
}
