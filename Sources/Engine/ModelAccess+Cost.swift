internal import Client
internal import Store

extension ModelAccess {
  /// What a request of `stage` with a body of `bytes` may cost.
  func price(_ request: any ModelRequest, in stage: String, bytes: Int) -> Budget.Price {
    guard let prices else { return Budget.Price(most: 0, likely: 0) }
    let limit = request.sampling.tokenLimit
    // Half as much again as the longest so far is hardly ever exceeded.
    let likely = longestReply(in: stage, of: request.model).map { min($0 * 3 / 2, limit ?? .max) }
    let prompt = ModelAccess.tokens(bytes)
    return Budget.Price(
      most: prices.cost(prompt, limit ?? 2 * (likely ?? ModelAccess.usualReply)),
      likely: likely.map { prices.cost(prompt, $0) })
  }

  /// About how many tokens the prompt of `work` has, and its reply will have.
  func size(_ work: Work) -> (prompt: Int, reply: Int) {
    let request = work.unit.request()
    let body = request.body(mode(request.model), for: endpoint(request.model))
    let reply = longestReply(in: work.unit.draft.stage, of: request.model)
    return (
      ModelAccess.tokens(body.length),
      min(reply ?? ModelAccess.usualReply, request.sampling.tokenLimit ?? .max)
    )
  }

  /// What a request with a body of `bytes` and its reply did cost; nil without prices.
  ///
  /// Tokens are guessed where the server does not count them. A request without a reply costs nothing,
  /// as far as is known.
  func cost(_ completion: Completion?, bytes: Int) -> Double? {
    guard let prices else { return nil }
    guard let completion else { return 0 }
    return prices.cost(
      completion.promptTokens ?? ModelAccess.tokens(bytes),
      ModelAccess.completionTokens(completion))
  }

  /// Takes up how long the replies to the latest calls in the file were.
  func recallReplies(_ connection: Connection) throws {
    guard prices != nil else { return }
    for reply in try connection.longestReplies() {
      note(reply.tokens, in: reply.stage, of: reply.model)
    }
  }

  /// The tokens of a reply, guessed where the server does not count them.
  static func completionTokens(_ completion: Completion) -> Int {
    completion.completionTokens
      ?? tokens(completion.content.utf8.count + (completion.reasoning?.utf8.count ?? 0))
  }

  /// Four bytes make a token, roughly, in English and in Japanese.
  private static func tokens(_ bytes: Int) -> Int { (bytes + 3) / 4 }

  /// What is guessed where nothing is known.
  private static let usualReply = 500
}
