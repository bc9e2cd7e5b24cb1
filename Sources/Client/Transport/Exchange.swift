/// What one attempt brought: a response, or the reason why there is none (or only a part of it).
public struct Exchange: Sendable {
  /// Where the request went, without credentials and query.
  public var url: String
  /// The HTTP status; nil if no response began.
  public var status: Int?
  /// The headers that decide something, by lower-case name: `retry-after`, `x-ratelimit-…` and such.
  public var headers: [String: String]
  /// The body as far as it came, decompressed; our key is blotted out of error bodies.
  public var body: [UInt8]
  /// Why the response is missing or cut short; nil if it came whole.
  public var failure: TransportFailure?
  /// Milliseconds from the start of the transfer to its end; time in our queue is not in it.
  public var latencyMilliseconds: Double

  /// An exchange with the server at `url`.
  public init(
    url: String, status: Int? = nil, headers: [String: String] = [:], body: [UInt8] = [],
    failure: TransportFailure? = nil, latencyMilliseconds: Double = 0
  ) {
    self.url = url
    self.status = status
    self.headers = headers
    self.body = body
    self.failure = failure
    self.latencyMilliseconds = latencyMilliseconds
  }

  /// What comes of a request that is not sent.
  public static let notSent = Exchange(
    url: "", failure: TransportFailure(.cancelled, "cancelled before the request was sent"))

  /// True if the request was cancelled before any server saw it.
  public var wasNotSent: Bool { failure?.code == .cancelled && url.isEmpty }

  /// Whether `name`, in lower case, is a header worth keeping.
  static func keeps(_ name: String) -> Bool {
    kept.contains(name) || name.hasPrefix("x-ratelimit-") || name.hasPrefix("anthropic-ratelimit-")
  }

  private static let kept: Set<String> = [
    "retry-after", "retry-after-ms", "x-should-retry", "x-request-id", "request-id",
    "apim-request-id", "date", "location", "content-type",
  ]
}
