internal import Synchronization

/// Hands what many tasks post to the one task that takes it, in portions.
///
/// A portion is half of what has come, and at least ``portion``. Whoever posted waits for the end
/// of what is done with the whole portion: all at once would have all wait for the last one's share.
final class Mailbox<Letter: Sendable>: Sendable {
  private struct State {
    var letters: [Letter] = []
    var reader: CheckedContinuation<[Letter], Never>?

    mutating func takePortion() -> [Letter] {
      let count = min(letters.count, max(Mailbox.portion, letters.count / 2))
      defer { letters.removeFirst(count) }
      return Array(letters.prefix(count))
    }
  }

  /// So many letters cost little more to deal with than one does.
  static var portion: Int { 64 }

  private let state = Mutex(State())

  /// Adds a letter, and wakes the reader if it waits.
  func post(_ letter: Letter) {
    let reader = state.withLock { state in
      defer { state.reader = nil }
      if state.reader == nil { state.letters.append(letter) }
      return state.reader
    }
    reader?.resume(returning: [letter])
  }

  /// The next portion, perhaps nothing.
  func takeNow() -> [Letter] { state.withLock { $0.takePortion() } }

  /// The next portion, after a wait if that is nothing.
  ///
  /// Only one task may wait.
  func take() async -> [Letter] {
    await withCheckedContinuation { continuation in
      let letters = state.withLock { state in
        if state.letters.isEmpty { state.reader = continuation }
        return state.takePortion()
      }
      if !letters.isEmpty { continuation.resume(returning: letters) }
    }
  }
}
