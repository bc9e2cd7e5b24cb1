import Base
import Synchronization

/// Standard error: what the program tells people, line by line, from any thread.
///
/// A ``StatusLine`` stays below the lines: it is taken away before each of them. Control characters
/// are made visible, for names and texts in messages come from data.
final class Talk: Sendable {
  private let terminal: Terminal
  private let isQuiet: Bool
  private let now: @Sendable () -> ContinuousClock.Instant
  private let send: @Sendable (String) -> Void
  private let progress = Mutex(Progress())

  /// What the status line shows, and since when.
  private struct Progress {
    var isShown = false
    var last: ContinuousClock.Instant?
  }

  /// Talk that goes to `send`, which is called by one thread at a time.
  init(
    terminal: Terminal, isQuiet: Bool = false,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now },
    send: @escaping @Sendable (String) -> Void
  ) {
    self.terminal = terminal
    self.isQuiet = isQuiet
    self.now = now
    self.send = send
  }

  /// The same talk without what ``say(_:)`` and the status line tell.
  func quiet() -> Talk { Talk(terminal: terminal, isQuiet: true, now: now, send: send) }

  /// A line for whoever watches; nothing when quiet.
  func say(_ text: String) {
    if !isQuiet { print(text + "\n") }
  }

  /// A line that begins with `warning:`, also when quiet.
  func warn(_ text: String) { print("warning: \(text)\n") }

  /// A line that begins with `seedbed:`, also when quiet.
  func fail(_ text: String) { print("seedbed: \(text)\n") }

  /// `text` as it is but for its control characters; it ends its lines itself.
  func print(_ text: String) {
    progress.withLock { progress in
      send(erasure(&progress) + Printable.lines(text))
    }
  }

  /// What takes the status line away.
  private func erasure(_ progress: inout Progress) -> String {
    defer { progress.isShown = false }
    return progress.isShown ? "\r\u{1B}[K" : ""
  }
}

extension Talk {
  /// Begins a status line; one at a time makes sense.
  func status() -> StatusLine {
    progress.withLock { $0.last = redraws ? nil : now() }
    return StatusLine(talk: self)
  }

  /// A terminal that can draw over a line.
  private var redraws: Bool { terminal.canRedraw }

  /// Shows `text()`, unless something was shown just before.
  fileprivate func show(_ text: () -> String) {
    guard !isQuiet else { return }
    progress.withLock { progress in
      let now = now()
      let pause: Duration = redraws ? .milliseconds(100) : .seconds(10)
      if let last = progress.last, now - last < pause { return }
      progress.last = now
      progress.isShown = redraws
      let line = Printable.fit(text(), redraws ? max(1, terminal.width - 1) : .max)
      send(redraws ? "\r\(line)\u{1B}[K" : line + "\n")
    }
  }

  fileprivate func clear() {
    progress.withLock { progress in
      let text = erasure(&progress)
      if !text.isEmpty { send(text) }
    }
  }
}

/// Progress, as one line of standard error.
///
/// On a terminal the line is drawn over itself at most ten times a second, and taken away at the
/// end; elsewhere it is a plain line at most every ten seconds.
struct StatusLine: Sendable {
  fileprivate let talk: Talk

  /// Shows `text`, which is only asked for when it is time for it.
  func update(_ text: @autoclosure () -> String) { talk.show(text) }

  /// Takes the line away; ``Talk/say(_:)`` the outcome after this.
  func finish() { talk.clear() }
}
