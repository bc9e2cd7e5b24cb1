/// What is seen of a command that works in one transaction, and how it is stopped: a status line,
/// and Ctrl-C, which ends it with the database as it was.
struct Watch: Sendable {
  private let status: StatusLine
  private let interruption: Interruption
  private let start = ContinuousClock.now

  /// Begins the status line, and takes interrupts.
  init(_ talk: Talk) {
    status = talk.status()
    interruption = Interruption {
      talk.say("stopping; Ctrl-C again ends it at once")
    } beforeLeaving: {
      talk.lastWords("ended at once: the database is as it was")
    }
  }

  /// Shows `text`; throws ``Interrupted`` after Ctrl-C.
  func update(_ text: @autoclosure () -> String) throws(Interrupted) {
    guard !interruption.happened else { throw Interrupted() }
    status.update(text())
  }

  /// Shows how many of `count` things are done, how many a second, and how long the others take.
  func update(_ verb: String, _ done: Int, of count: Int, _ what: String) throws(Interrupted) {
    try update(Watch.line(verb, done, of: count, what, after: ContinuousClock.now - start))
  }

  static func line(
    _ verb: String, _ done: Int, of count: Int, _ what: String, after time: Duration
  ) -> String {
    let rate = Double(done) / max(time / .seconds(1), 0.001)
    let left = Double(count - done) / max(rate, 0.001)
    return "\(verb) \(done) of \(count) \(what)"
      + (done > 0 ? ", \(Int(rate)) a second, \(Int(left.rounded(.up))) s left" : "")
  }

  /// Takes the status line away and gives Ctrl-C its usual meaning back.
  func finish() {
    status.finish()
    interruption.end()
  }
}

/// The user stopped a command that works in one transaction.
struct Interrupted: Error, CustomStringConvertible {
  let description = "interrupted: the database is as it was"
}
