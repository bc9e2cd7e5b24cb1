import Base
import CCurl

/// One reusable libcurl handle, and the job that it carries at the moment.
///
/// Not Sendable: the client's thread owns it. Its address is libcurl's callback argument, so it must
/// outlive its transfer, which the loop's lists see to.
final class Transfer {
  let easy = curl_easy_init()
  /// Where the job goes, for ``Servers``.
  private(set) var server = 0
  /// What the governor gave for it; nil for a GET, which it does not govern.
  private(set) var ticket: Governor.Ticket?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private let limit: Int
  private let secrets: [Secret]
  private let ownProxy: String?
  private var job: Job?
  private var url = ""
  private var unsent: ArraySlice<UInt8> = []
  private var received: [UInt8] = []
  private var isTooLarge = false

  /// A handle set up with all that is the same for each request to `endpoint`.
  init(_ endpoint: Endpoint, _ headers: HeaderList, limit: Int) {
    self.limit = limit
    secrets = endpoint.secrets
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    ownProxy = endpoint.proxy
    seedbed_set_long(easy, CURLOPT_NOSIGNAL, 1)
    seedbed_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
    if let file = endpoint.caFile ?? Certificates.file {
      seedbed_set_string(easy, CURLOPT_CAINFO, file)
    }
    seedbed_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    seedbed_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    seedbed_set_long(easy, CURLOPT_TIMEOUT_MS, Int(endpoint.timeout * 1000))
    seedbed_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(endpoint.connectTimeout * 1000))
    seedbed_set_string(easy, CURLOPT_ACCEPT_ENCODING, "")
    seedbed_set_string(easy, CURLOPT_USERAGENT, "seedbed")
    seedbed_set_pointer(easy, CURLOPT_HTTPHEADER, headers.pointer)
    seedbed_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    setCallbacks()
  }

  /// Makes libcurl fetch the request's body here, and bring the response's.
  ///
  /// It is not given the body as a whole: it would then send it again by itself when a kept-alive
  /// connection breaks before the response, and a request could be paid for twice unseen.
  private func setCallbacks() {
    let address = Unmanaged.passUnretained(self).toOpaque()
    seedbed_set_pointer(easy, CURLOPT_PRIVATE, address)
    seedbed_set_pointer(easy, CURLOPT_READDATA, address)
    seedbed_set_callback(easy, CURLOPT_READFUNCTION) { bytes, _, count, address in
      let room = UnsafeMutableRawBufferPointer(start: bytes, count: count)
      return Transfer.at(address)?.give(room) ?? 0
    }
    seedbed_set_pointer(easy, CURLOPT_WRITEDATA, address)
    seedbed_set_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, address in
      Transfer.at(address)?.receive(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
    }
  }

  deinit {
    curl_easy_cleanup(easy)
    errorText.deallocate()
  }

  /// The transfer that owns `easy`.
  static func of(_ easy: UnsafeMutableRawPointer?) -> Transfer? {
    var address: UnsafeMutableRawPointer?
    seedbed_get_pointer(easy, CURLINFO_PRIVATE, &address)
    return at(address)
  }

  private static func at(_ address: UnsafeMutableRawPointer?) -> Transfer? {
    address.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Prepares the handle for `job`.
  func begin(
    _ job: Job, server: Int, _ address: Address, _ kind: Endpoint.Kind, _ ticket: Governor.Ticket?
  ) {
    self.job = job
    self.server = server
    self.ticket = ticket
    url = address.shown + "/" + job.path
    received = []
    isTooLarge = false
    errorText.pointee = 0
    seedbed_set_string(easy, CURLOPT_URL, address.url(job.path, kind, model: job.model))
    // An empty text switches proxies off, nil leaves them to curl's variables.
    seedbed_set_string(easy, CURLOPT_PROXY, ownProxy ?? (address.isLoopback ? "" : nil))
    guard let body = job.body?.bytes else {
      seedbed_set_long(easy, CURLOPT_HTTPGET, 1)
      return
    }
    unsent = body[...]
    seedbed_set_long(easy, CURLOPT_POST, 1)
    seedbed_set_long(easy, CURLOPT_POSTFIELDSIZE, body.count)
  }

  /// Gives the job back; it must be answered.
  func end() -> Job? {
    defer { (job, unsent) = (nil, []) }
    return job
  }

  private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let given = unsent.prefix(room.count)
    room.copyBytes(from: given)
    unsent = unsent.dropFirst(given.count)
    return given.count
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard received.count + bytes.count <= limit else {
      isTooLarge = true
      return 0
    }
    received.append(contentsOf: bytes)
    return bytes.count
  }
}

extension Transfer {
  /// What a transfer that ended with `result` brought.
  func exchange(_ result: CURLcode) -> Exchange {
    exchange(failure: result == CURLE_OK ? nil : failure(result))
  }

  /// What a transfer brought until its task was cancelled.
  func cancelled() -> Exchange {
    exchange(failure: TransportFailure(.cancelled, "the request to \(url) was cancelled"))
  }

  private func exchange(failure: TransportFailure?) -> Exchange {
    var status = 0
    var microseconds: curl_off_t = 0
    seedbed_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
    seedbed_get_offset(easy, CURLINFO_TOTAL_TIME_T, &microseconds)
    if !secrets.isEmpty, Transfer.mayRepeatRequest(status, received) {
      for secret in secrets { secret.hide(in: &received) }
    }
    return Exchange(
      url: url, status: status == 0 ? nil : status, headers: responseHeaders(), body: received,
      failure: failure, latencyMilliseconds: Double(microseconds) / 1000)
  }

  /// True for what is no completion; in a completion, a dummy key such as `lm-studio` is a word.
  private static func mayRepeatRequest(_ status: Int, _ body: [UInt8]) -> Bool {
    !(200..<300).contains(status) || body.firstRange(of: Array(#""choices""#.utf8)) == nil
  }

  private func failure(_ result: CURLcode) -> TransportFailure {
    if isTooLarge {
      return TransportFailure(.tooLarge, "the response from \(url) has more than \(limit) bytes")
    }
    var connectMicroseconds: curl_off_t = 0
    seedbed_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T, &connectMicroseconds)
    return TransportFailure(
      result, url: url, detail: String(cString: errorText), isConnected: connectMicroseconds > 0)
  }

  private func responseHeaders() -> [String: String] {
    var headers: [String: String] = [:]
    var header = curl_easy_nextheader(easy, 1, -1, nil)
    while let current = header {
      let name = String(cString: current.pointee.name).lowercased()
      if Exchange.keeps(name) { headers[name] = String(cString: current.pointee.value) }
      header = curl_easy_nextheader(easy, 1, -1, current)
    }
    return headers
  }
}
