import Base
import Synchronization

/// Standard error: what the program tells people, line by line, from any thread.
///
/// A ``StatusLine`` stays below the lines: it is taken away before each of them. Control characters
/// are made visible, for names and texts in messages come from data.
final class Talk: Sendable {
  private let terminal: Terminal
  private let isQuiet: Bool
  private let log: LogFile?
  private let now: @Sendable () -> ContinuousClock.Instant
  private let send: @Sendable (String) -> Void
  private let progress = Mutex(Progress())

  /// What is shown of progress, and since when.
  private struct Progress {
    var area = DrawnArea()
    var begun: ContinuousClock.Instant?
    var last: ContinuousClock.Instant?
    var lastLogged: ContinuousClock.Instant?
  }

  /// Talk that goes to `send`, which is called by one thread at a time.
  init(
    terminal: Terminal, isQuiet: Bool = false, log: LogFile? = nil,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
    send: @escaping @Sendable (String) -> Void
  ) {
    self.terminal = terminal
    self.isQuiet = isQuiet
    self.log = log
    self.now = now
    self.send = send
  }

  /// The same talk without what ``say(_:)`` and the status line tell if `isQuiet`, without colours if
  /// `hasNoColor`, and written to `log`, too, whether quiet or not.
  func adjusted(isQuiet: Bool, hasNoColor: Bool, log: LogFile?) -> Talk {
    var terminal = terminal
    if hasNoColor { terminal.hasColours = false }
    return Talk(
      terminal: terminal, isQuiet: self.isQuiet || isQuiet, log: log ?? self.log, now: now,
      send: send)
  }

  /// A line for whoever watches; nothing when quiet.
  func say(_ text: String) { tell(text + "\n", isShown: !isQuiet, isSentence: true) }

  /// A line that begins with `warning:`, also when quiet.
  func warn(_ text: String) { tell("warning: \(text)\n", isShown: true, isSentence: true) }

  /// A line that begins with `seedbed:`, also when quiet.
  func fail(_ text: String) { tell("seedbed: \(text)\n", isShown: true, isSentence: true) }

  /// `text` as it is but for its control characters; it ends its lines itself.
  func print(_ text: String) { tell(text, isShown: true) }

  private func tell(_ text: String, isShown: Bool, isSentence: Bool = false) {
    let text = Printable.lines(text)
    progress.withLock { progress in
      log?.write(text)
      guard isShown else { return }
      let terminal = terminal.current
      send(progress.area.erase(terminal) + (isSentence ? Talk.wrapped(text, terminal) : text))
    }
  }

  /// `text` in lines that a terminal need not break within a word.
  private static func wrapped(_ text: String, _ terminal: Terminal) -> String {
    guard terminal.isTerminal else { return text }
    return Paragraph.sentences(text, width: terminal.width).joined(separator: "\n")
  }

  /// A line for the log alone.
  func note(_ text: String) { tell(text + "\n", isShown: false) }

  /// The last words of a program that ends at once: said unless another thread is just talking, for
  /// which nobody must wait then.
  func lastWords(_ text: String) {
    progress.withLockIfAvailable { progress in
      let text = Printable.lines(text) + "\n"
      log?.write(text)
      let terminal = terminal.current
      send(progress.area.erase(terminal) + Talk.wrapped(text, terminal))
    }
  }
}

extension Talk {
  /// Begins a status line or area; one at a time makes sense.
  func status() -> StatusLine {
    progress.withLock { progress in
      let now = now()
      progress.begun = now
      (progress.last, progress.lastLogged) = (terminal.canRedraw ? nil : now, now)
    }
    return StatusLine(talk: self)
  }

  /// Shows `area`, or elsewhere `line`, unless something was shown just before.
  fileprivate func show(_ area: (Terminal) -> [DrawnArea.Line], _ line: () -> String) {
    progress.withLock { progress in
      let now = now()
      if let log, Talk.isTime(&progress.lastLogged, now, .seconds(10)) {
        log.write(Printable.line(line()) + "\n")
      }
      let pause: Duration = terminal.canRedraw ? .milliseconds(100) : .seconds(10)
      guard !isQuiet, Talk.isTime(&progress.last, now, pause) else { return }
      if terminal.canRedraw {
        let terminal = terminal.current
        send(progress.area.draw(area(terminal), terminal))
      } else {
        let time = Span.text(now - (progress.begun ?? now))
        send("\(time)  \(Printable.line(line()))\n")
      }
    }
  }

  /// Whether `pause` is over since `last`, which then becomes `now`.
  private static func isTime(
    _ last: inout ContinuousClock.Instant?, _ now: ContinuousClock.Instant, _ pause: Duration
  ) -> Bool {
    if let last, now - last < pause { return false }
    last = now
    return true
  }

  fileprivate func clear() {
    progress.withLock { progress in
      let text = progress.area.erase(terminal.current)
      if !text.isEmpty { send(text) }
    }
  }
}

/// Progress, as one line or a few at the end of standard error.
///
/// On a terminal they are drawn over themselves at most ten times a second, and taken away at the
/// end; elsewhere there is a plain line at most every ten seconds, after the time since the beginning.
struct StatusLine: Sendable {
  fileprivate let talk: Talk

  /// Shows `text`, which is only asked for when it is time for it.
  func update(_ text: @autoclosure () -> String) {
    talk.show({ _ in [DrawnArea.Line(text: text())] }, text)
  }

  /// Shows the lines that `area` has for a terminal; elsewhere, and in a log, `line`.
  func update(_ area: (Terminal) -> [DrawnArea.Line], line: () -> String) { talk.show(area, line) }

  /// Takes it away; ``Talk/say(_:)`` the outcome after this.
  func finish() { talk.clear() }
}
