internal import Synchronization

/// Hands what many tasks post to the one task that takes it, all that has come at once.
final class Mailbox<Letter: Sendable>: Sendable {
  private struct State {
    var letters: [Letter] = []
    var reader: CheckedContinuation<[Letter], Never>?
  }

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

  /// What has come since the last time, perhaps nothing.
  func takeNow() -> [Letter] {
    state.withLock { state in
      defer { state.letters = [] }
      return state.letters
    }
  }

  /// What has come since the last time, after a wait if that is nothing.
  ///
  /// Only one task may wait.
  func take() async -> [Letter] {
    await withCheckedContinuation { continuation in
      let letters = state.withLock { state in
        defer { state.letters = [] }
        if state.letters.isEmpty { state.reader = continuation }
        return state.letters
      }
      if !letters.isEmpty { continuation.resume(returning: letters) }
    }
  }
}
