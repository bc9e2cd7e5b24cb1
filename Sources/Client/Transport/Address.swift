/// A server's base URL, taken apart as far as we need it.
struct Address {
  /// `https://`, in lower case; empty if the URL has none.
  let scheme: String
  /// `user:password@`, or nothing.
  let credentials: String
  /// Host, port and path, without a slash at the end.
  let place: String
  /// What follows the question mark, which may hold a key.
  let query: String

  init(_ url: String) {
    let text = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    query = parts.count > 1 ? String(parts[1]) : ""
    var rest = parts[0]
    scheme = ["http://", "https://"].first { rest.lowercased().hasPrefix($0) } ?? ""
    rest = rest.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    let at = host.lastIndex(of: "@").map { rest.index(after: $0) } ?? rest.startIndex
    credentials = String(rest[..<at])
    rest = rest[at...]
    while rest.last == "/" { rest.removeLast() }
    place = String(rest)
    shown = scheme + place
  }

  /// The address as it may be printed and stored.
  let shown: String

  /// Whether libcurl can be given this: http or https, a host, nothing unprintable.
  var isUsable: Bool {
    let all = credentials + place + query
    return !scheme.isEmpty && !place.isEmpty && place.first != "/" && place.first != ":"
      && all.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// The URL of `path` below the base, with everything libcurl needs; on Azure's classic paths
  /// `model` is the deployment.
  func url(_ path: String, _ kind: Endpoint.Kind, model: String? = nil) -> String {
    var (query, below) = (self.query, place + "/" + path)
    if case .azure(let version?) = kind {
      query += (query.isEmpty ? "" : "&") + "api-version=" + version
      below = deployed(path, model)
    }
    return scheme + credentials + below + (query.isEmpty ? "" : "?" + query)
  }

  /// The place of `path` on Azure's classic paths.
  private func deployed(_ path: String, _ model: String?) -> String {
    let parts = place.split(separator: "/", omittingEmptySubsequences: false)
    let openAI = parts.firstIndex(of: "openai") ?? parts.endIndex
    let root = parts[..<openAI].joined(separator: "/") + "/openai/"
    let isDeployment = parts.dropFirst(openAI).dropFirst().first == "deployments"
    if isDeployment, path != "models" { return place + "/" + path }
    guard let model else { return root + path }
    return root + "deployments/" + Address.escaped(model) + "/" + path
  }

  /// `text` as one part of a path (RFC 3986, section 2.3).
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || "-._~".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
    }.joined()
  }

  /// Whether this is a server of this machine, which no proxy leads to.
  var isLoopback: Bool {
    let host = place.prefix { $0 != "/" }.lowercased()
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" }
    let isIPv4 = name.allSatisfy { $0 == "." || $0.isNumber }
    return name == "localhost" || name == "[::1" || isIPv4 && name.hasPrefix("127.")
  }

  /// Whether two header names are the same, whatever their case.
  static func equal(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}
