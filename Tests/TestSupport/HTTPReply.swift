public import Base

/// What the loopback server answers, and how well.
public struct HTTPReply: Sendable {
  /// The status.
  public var status: Int
  /// Headers besides `Content-Length`, `Transfer-Encoding` and `Date`.
  public var headers: [(String, String)]
  /// The body.
  public var body: [UInt8]
  /// Milliseconds until the first byte is sent.
  public var delay = 0
  /// How the bytes arrive.
  public var delivery = Delivery.whole

  /// The ways in which a response can reach its reader, or not.
  public enum Delivery: Sendable {
    /// As it should.
    case whole
    /// As it should, and then the connection is closed, as announced.
    case closing
    /// In chunks of so many bytes.
    case chunked(Int)
    /// The same, but the connection is reset before the last chunk.
    case cutChunks(Int)
    /// Compressed, as far as a reader is concerned.
    case gzipped
    /// After an interim response `100 Continue` that nobody asked for.
    case continued
    /// With this `Content-Length`, whatever the body has; then the connection is closed.
    case claiming(length: Int)
    /// Only half of the body; then the connection is closed.
    case halfBody
    /// Nothing; the connection is closed.
    case nothing
    /// Nothing; the connection is reset.
    case resetBeforeHeaders
    /// The headers; then the connection is reset.
    case resetAfterHeaders
    /// The headers and half of the body; then the connection is reset.
    case resetInBody
    /// So many bytes at a time, each after so many milliseconds.
    case drip(bytes: Int, milliseconds: Int)
    /// Nothing, for ever.
    case silence
  }

  /// A reply with a text.
  public init(_ status: Int = 200, _ body: String = "", headers: [(String, String)] = []) {
    self.status = status
    self.headers = headers
    self.body = Array(body.utf8)
  }

  /// A reply with JSON.
  public init(_ status: Int = 200, json: JSON, headers: [(String, String)] = []) {
    self.init(status, json.text, headers: headers + [("Content-Type", "application/json")])
  }

  /// A proxy's error page.
  public static func html(_ status: Int, _ title: String) -> HTTPReply {
    let page = """
      <html>
      <head><title>\(status) \(title)</title></head>
      <body><center><h1>\(status) \(title)</h1></center><hr>nginx</body>
      </html>
      """
    return HTTPReply(status, page, headers: [("Content-Type", "text/html")])
  }

  /// The same, delivered as `delivery` says.
  public func delivered(_ delivery: Delivery) -> HTTPReply {
    var reply = self
    reply.delivery = delivery
    return reply
  }

  /// The same, `milliseconds` later.
  public func delayed(_ milliseconds: Int) -> HTTPReply {
    var reply = self
    reply.delay += milliseconds
    return reply
  }
}
