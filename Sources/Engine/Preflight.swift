internal import Base
public import Client

/// A look at an endpoint before anything is planned.
public enum Preflight {
  /// Why `client` cannot be asked: nobody listens, or what listens is a web page; nil if it may.
  ///
  /// A wrong key is one, too. Only that: a server need not know `models`, and a key that may not
  /// list them may still ask them.
  public static func obstacle(_ client: Client) async -> StopReason? {
    let exchange = await client.get("models")
    if let failure = exchange.failure { return .unreachable("\(failure)") }
    if exchange.status == 401, let message = Reply.read(exchange).message,
      !["scope", "permission"].contains(where: message.lowercased().contains)
    {
      return .rejected("\(message)\(client.endpoint.keyAdvice)")
    }
    guard exchange.status == 200 else { return nil }
    let first = exchange.body.first { !$0.isASCIISpace }
    guard first == UInt8(ascii: "<") else { return nil }
    return .unreachable("\(client.endpoint) answers with a web page, not JSON")
  }
}

extension Endpoint {
  /// What to do when it says that we are not known.
  var keyAdvice: String {
    key == nil
      ? " (no key was sent: set OPENAI_API_KEY, or the variable that the endpoint's configuration names)"
      : " (a key was sent: is it this endpoint's?)"
  }
}

extension UInt8 {
  fileprivate var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
