import Foundation
import Synchronization

/// A process that a model double sends a signal to, from inside its handler.
final class Victim: Sendable {
  private struct State {
    var id: Int32?
    var waiting: Int32?
    var isGone = false
  }

  private let state = Mutex(State())

  /// The process; a signal that came before is sent now.
  func aim(at id: Int32) {
    state.withLock { state in
      guard !state.isGone else { return }
      state.id = id
      if let signal = state.waiting { kill(id, signal) }
    }
  }

  /// The process ended: its number may belong to another one soon.
  func release() {
    state.withLock { $0 = State(isGone: true) }
  }

  /// Sends `signal`, at once or when the process is known.
  func send(_ signal: Int32) {
    state.withLock { state in
      if let id = state.id { kill(id, signal) } else { state.waiting = signal }
    }
  }
}
