import CCurl

/// Why an attempt brought no whole response.
public struct TransportFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public let code: Code
  /// A sentence that names the server and the cause.
  public let description: String

  /// The kinds of failure; the raw values are stored.
  public enum Code: String, Sendable, CaseIterable {
    case resolve, refused, connectTimeout = "connect_timeout", tls, timeout, reset
    case truncated, tooLarge = "too_large", cancelled, other
  }

  /// A failure of `code`.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension TransportFailure {
  /// What a finished transfer's `result` means; `isConnected` tells the two kinds of time-out apart,
  /// `detail` is libcurl's own account of it.
  init(_ result: CURLcode, url: String, detail: String, isConnected: Bool) {
    let code = TransportFailure.code(result, isConnected: isConnected)
    let said = detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail
    // libcurl says that it could not send the body again, which it should not.
    let cause = result == CURLE_SEND_FAIL_REWIND ? "before a response began" : said
    self.init(code, "\(code.words) \(url): \(cause)")
  }

  private static func code(_ result: CURLcode, isConnected: Bool) -> Code {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
    case CURLE_COULDNT_CONNECT: .refused
    case CURLE_OPERATION_TIMEDOUT: isConnected ? .timeout : .connectTimeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
      .tls
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND,
      CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .reset
    case CURLE_PARTIAL_FILE: .truncated
    default: .other
    }
  }
}

extension TransportFailure.Code {
  /// The beginning of a sentence that a URL completes.
  fileprivate var words: String {
    switch self {
    case .resolve: "no address found for"
    case .refused: "no connection to"
    case .connectTimeout: "no connection in time to"
    case .tls: "no secure connection to"
    case .timeout: "no complete answer in time from"
    case .reset: "the connection was cut by"
    case .truncated: "the response was cut short by"
    case .tooLarge: "the response is too large from"
    case .cancelled: "cancelled: the request to"
    case .other: "the exchange failed with"
    }
  }
}
