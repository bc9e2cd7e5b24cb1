/// Times as a clock has them.
enum Span {
  /// `0:07`, `12:30`, `3:05:00`, `2 days 4:00:00`.
  static func text(_ duration: Duration) -> String {
    let seconds = max(0, Int(duration.components.seconds))
    let (days, hours) = (seconds / 86_400, seconds / 3600 % 24)
    let (minutes, rest) = (seconds / 60 % 60, twoDigits(seconds % 60))
    let clock =
      seconds < 3600 ? "\(minutes):\(rest)" : "\(hours):\(twoDigits(minutes)):\(rest)"
    return days > 0 ? "\(counted(days, "day")) \(clock)" : clock
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
