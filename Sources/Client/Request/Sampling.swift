public import Base

/// How a model draws its tokens.
///
/// What is nil is not sent: the server's default holds.
public struct Sampling: Sendable, Hashable {
  /// 0 is greedy; 1 is the model's own distribution.
  public var temperature: Double?
  /// The mass of the nucleus, above 0 and up to 1.
  public var topP: Double?
  /// The most tokens that may be generated, reasoning included.
  public var maxTokens: Int?
  /// An object of more fields, such as `seed` and `stop`, sent as they are.
  ///
  /// They win over the endpoint's extra body and over the fields above.
  public var extra: JSON

  /// Sampling by the server's defaults, but for what is given.
  public init(
    temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, extra: JSON = [:]
  ) {
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
    self.extra = extra
  }

  /// The most tokens that may be generated, wherever that is said; nil leaves it to the server.
  public var tokenLimit: Int? {
    get { Sampling.limitFields.lazy.compactMap { extra[$0]?.int }.first ?? maxTokens }
    set {
      let fields = (extra.object ?? []).filter { !Sampling.limitFields.contains($0.name) }
      (extra, maxTokens) = (.object(fields), newValue)
    }
  }

  private static let limitFields = ["max_tokens", "max_completion_tokens"]

  /// The body's fields: ours, then `more`, then the extra ones of `endpoint` and of this; a later
  /// value wins, and the fields that make the request itself are left out.
  func fields(for endpoint: Endpoint, adding more: JSON = [:]) -> JSON {
    let own = JSON.object([])
      .setting("temperature", temperature.map { JSON($0) })
      .setting("top_p", topP.map { JSON($0) })
      .setting(endpoint.tokenLimitField, maxTokens.map { JSON($0) })
    let added = [more, endpoint.extraBody, extra].flatMap { $0.object ?? [] }
    return added.reduce(own) { fields, member in
      Endpoint.reservedFields.contains(member.name)
        ? fields : fields.setting(member.name, member.value)
    }
  }
}
