import CCurl
import FoundationEssentials

/// How long a server asks us to wait.
enum RetryAfter {
  /// The wait that `headers` (names in lower case) ask for: `retry-after-ms`, else `retry-after` in
  /// seconds or as an HTTP date, which is compared with the server's own clock where it shows it.
  static func read(_ headers: [String: String], now: Date = Date()) -> Duration? {
    if let text = headers["retry-after-ms"], let milliseconds = positive(text) {
      return .milliseconds(milliseconds)
    }
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = positive(text) { return .seconds(seconds) }
    guard let until = seconds(text) else { return nil }
    let from = headers["date"].flatMap(seconds) ?? now.timeIntervalSince1970
    return .seconds(max(0, until - from))
  }

  /// A finite number that is not negative; a year is as good as forever.
  private static func positive(_ text: String) -> Double? {
    guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
    return min(value, 86_400 * 365 * 1000)
  }

  /// Seconds since 1970 of an HTTP date.
  private static func seconds(_ text: String) -> Double? {
    let seconds = curl_getdate(text, nil)
    return seconds < 0 ? nil : Double(seconds)
  }
}
