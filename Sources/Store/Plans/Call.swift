public import Base

/// One attempt to have a unit answered, as it is stored.
public struct CallDraft: Sendable {
  /// From 1.
  public var attempt: Int
  /// The endpoint's name.
  public var endpoint: String
  /// The server that was asked.
  public var url: String
  /// The model asked for.
  public var model: String
  /// The exact body, in pieces; those that many requests share are stored once.
  public var request: [(text: String, isShared: Bool)]
  /// HTTP; nil if there was no response.
  public var status: Int?
  /// Nil if the response was usable.
  public var failure: String?
  /// The same as a sentence.
  public var message: String?
  /// Why the model stopped.
  public var finishReason: String?
  /// Tokens of the prompt, as the server counts.
  public var promptTokens: Int?
  /// Tokens of the answer, as the server counts.
  public var completionTokens: Int?
  /// In the currency of the endpoint's prices.
  public var cost: Double?
  /// From sending to the end of the response.
  public var latencyMilliseconds: Int
  /// The raw body.
  public var response: String?
  /// When it was sent.
  public var startedAt: String

  /// An attempt that was sent and not answered.
  public init(
    attempt: Int, endpoint: String, url: String, model: String,
    request: [(text: String, isShared: Bool)], startedAt: String
  ) {
    self.attempt = attempt
    self.endpoint = endpoint
    self.url = url
    self.model = model
    self.request = request
    self.startedAt = startedAt
    latencyMilliseconds = 0
  }
}

extension Connection {
  /// Stores an attempt at a unit; the result is its id.
  public func insert(_ call: CallDraft, unit: Int, unitKey: Key) throws -> Int {
    let fingerprint = Key(
      of: ["call 1", unitKey.text, call.endpoint, call.request.map(\.text).joined()])
    try execute(
      """
      INSERT INTO call (unit_id, attempt, fingerprint, endpoint, url, model, request, status, class,
        message, finish_reason, prompt_tokens, completion_tokens, cost, latency_ms, response,
        started_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(unit), .integer(call.attempt), Value(fingerprint), .text(call.endpoint),
        .text(call.url), .text(call.model), Value(try stored(call.request)), Value(call.status),
        Value(call.failure), Value(call.message), Value(call.finishReason),
        Value(call.promptTokens), Value(call.completionTokens), Value(call.cost),
        .integer(call.latencyMilliseconds), Value(call.response), .text(call.startedAt),
      ])
    return lastID
  }

  /// The request as JSON: texts, and the ids of shared pieces.
  private func stored(_ request: [(text: String, isShared: Bool)]) throws -> JSON {
    var parts: [JSON] = []
    var pending = ""
    for piece in request {
      if piece.isShared {
        if !pending.isEmpty { parts.append(.string(pending)) }
        pending = ""
        parts.append(JSON(try pieceID(piece.text)))
      } else {
        pending += piece.text
      }
    }
    if !pending.isEmpty { parts.append(.string(pending)) }
    return .array(parts)
  }

  private func pieceID(_ text: String) throws -> Int {
    let hash = Value(Key(of: ["piece 1", text]))
    if let id = try first("SELECT id FROM piece WHERE hash = ?", [hash], { $0.int(0) }) {
      return id
    }
    try execute("INSERT INTO piece (hash, text) VALUES (?, ?)", [hash, .text(text)])
    return lastID
  }
}
