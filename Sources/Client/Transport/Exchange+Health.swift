extension Exchange {
  /// What the exchange says of the server that it was with.
  var health: Servers.Health {
    switch failure?.code {
    case .resolve, .refused, .connectTimeout, .tls: .unreachable
    case .cancelled, .tooLarge: .unknown
    case .reset, .truncated, .timeout, .other: .failing
    case nil: [500, 502, 503, 504].contains(status) ? .failing : .good
    }
  }

  /// What the exchange says of how much may be asked.
  var verdict: Governor.Verdict {
    switch health {
    case .unknown: .unknown
    case .unreachable, .failing: .failed(RetryAfter.read(headers))
    case .good:
      switch status ?? 0 {
      case 429, 529: .refused(RetryAfter.read(headers))
      case 408, 500...: .failed(RetryAfter.read(headers))
      default: .success
      }
    }
  }

  /// The tokens that a server says the request took; looked for as bytes, from the end, since the
  /// client's thread has no time to parse.
  var totalTokens: Int? {
    let name = Array("\"total_tokens\"".utf8)
    guard failure == nil, body.count > name.count else { return nil }
    var start = body.count - name.count
    while start >= 0 {
      if body[start] == name[0], body[start...].starts(with: name) {
        let rest = body[(start + name.count)...].drop { $0 == 0x20 || $0 == UInt8(ascii: ":") }
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self))
      }
      start -= 1
    }
    return nil
  }
}
