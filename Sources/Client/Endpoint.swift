public import Base

/// Where a model is: one or more servers that answer alike, and how to speak to them.
public struct Endpoint: Sendable {
  /// The identity: all servers behind one name are the same endpoint, whatever their addresses.
  public var name: String
  /// Base URLs such as `http://127.0.0.1:8080/v1`; a request goes to one of them.
  public var servers: [String]
  /// What authorises us; nil for local servers that ask for nothing.
  public var key: Secret?
  /// True if the key is a token that goes into `Authorization`, whatever the kind: Azure's Entra ID.
  public var isToken = false
  /// More headers for each request; they may hold secrets and are not shown either.
  public var headers: [(String, String)]
  /// How the key and the path are written.
  public var kind: Kind
  /// The body's name for a limit on generated tokens: `max_tokens`, which local servers know, or
  /// `max_completion_tokens`, which OpenAI's newer models insist on.
  public var tokenLimitField: String
  /// The other name of the limit.
  public var otherTokenLimitField: String {
    tokenLimitField == "max_tokens" ? "max_completion_tokens" : "max_tokens"
  }
  /// An object merged into each body, as the user's `--body` asks.
  public var extraBody: JSON
  /// Seconds that one attempt may take, from connecting to the last byte.
  public var timeout: Double
  /// Seconds that connecting (with name look-up and TLS) may take.
  public var connectTimeout: Double
  /// Seconds that a server gets no requests after it could not be connected to, unless all rest;
  /// doubled each time up to a minute.
  public var rest: Double = 5
  /// The proxy's URL; empty for none; nil leaves it to the variables that curl reads
  /// (`https_proxy`, `all_proxy`, `no_proxy` …), which servers on this machine are exempt from.
  public var proxy: String?
  /// A file of certificates (PEM) to trust in place of the system's.
  public var caFile: String?
  /// How much may be asked.
  public var limits = Limits()

  /// A family of servers.
  public enum Kind: Sendable, Hashable {
    /// OpenAI's paths and `Authorization: Bearer`; also Azure's `/openai/v1`.
    case openAI
    /// Azure: the key goes into `api-key`.
    ///
    /// With a version, its classic paths: the model is the deployment, as in
    /// `/openai/deployments/MODEL/chat/completions?api-version=…`, unless the base URL names
    /// another. Without one, OpenAI's paths below a base URL that ends in `/openai/v1`.
    case azure(apiVersion: String?)
  }

  /// An endpoint; the defaults are the official client's (600 s, 5 s to connect).
  public init(
    name: String, servers: [String], key: Secret? = nil, headers: [(String, String)] = [],
    kind: Kind = .openAI, tokenLimitField: String = "max_tokens", extraBody: JSON = [:],
    timeout: Double = 600, connectTimeout: Double = 5
  ) {
    self.name = name
    self.servers = servers
    self.key = key
    self.headers = headers
    self.kind = kind
    self.tokenLimitField = tokenLimitField
    self.extraBody = extraBody
    self.timeout = timeout
    self.connectTimeout = connectTimeout
  }
}

extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The name and the addresses, without what may be secret.
  public var description: String {
    "\(name) (\(servers.map { Address($0).shown }.joined(separator: ", ")))"
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror that has only what ``description`` has.
  public var customMirror: Mirror { Mirror(self, children: ["endpoint": description]) }
}
