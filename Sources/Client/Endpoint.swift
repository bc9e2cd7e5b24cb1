public import Base

/// Where a model is: one or more servers that answer alike, and how to speak to them.
public struct Endpoint: Sendable {
  /// The identity: all servers behind one name are the same endpoint, whatever their addresses.
  public var name: String
  /// Base URLs such as `http://127.0.0.1:8080/v1`; a request goes to one of them.
  public var servers: [String]
  /// What authorises us; nil for local servers that ask for nothing.
  public var key: Secret?
  /// More headers for each request; they may hold secrets and are not shown either.
  public var headers: [(String, String)]
  /// How the key and the path are written.
  public var kind: Kind
  /// The body's name for a limit on generated tokens: `max_tokens`, which local servers know, or
  /// `max_completion_tokens`, which OpenAI's newer models insist on.
  public var tokenLimitField: String
  /// An object merged into each body, as the user's `--body` asks.
  public var extraBody: JSON
  /// Seconds that one attempt may take, from connecting to the last byte.
  public var timeout: Double
  /// Seconds that connecting (with name look-up and TLS) may take.
  public var connectTimeout: Double
  /// Seconds that a server gets no requests after it could not be connected to, unless all rest.
  public var rest: Double = 5

  /// A family of servers.
  public enum Kind: Sendable, Hashable {
    /// OpenAI's paths and `Authorization: Bearer`; also Azure's `/openai/v1`.
    case openAI
    /// Azure's classic paths: the base URL ends in `/openai/deployments/NAME`, the key goes into
    /// `api-key`, and `api-version` into the query.
    case azure(apiVersion: String)
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
