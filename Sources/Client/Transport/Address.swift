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

  /// The URL of `path` below the base, with everything libcurl needs.
  func url(_ path: String, _ kind: Endpoint.Kind) -> String {
    var query = self.query
    if case .azure(let version) = kind {
      query += (query.isEmpty ? "" : "&") + "api-version=" + version
    }
    return scheme + credentials + place + "/" + path + (query.isEmpty ? "" : "?" + query)
  }

  /// Whether two header names are the same, whatever their case.
  static func equal(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}
