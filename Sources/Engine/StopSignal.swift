internal import Synchronization

/// Asks a run to end: nothing more is sent, and waits between attempts are cut short.
final class StopSignal: Sendable {
  private struct State {
    var isSet = false
    var count = 0
    var sleepers: [Int: Task<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  /// True once the run should end.
  var isSet: Bool { state.withLock { $0.isSet } }

  /// Ends the waits; a second time does nothing.
  func set() {
    let sleepers = state.withLock { state in
      state.isSet = true
      return Array(state.sleepers.values)
    }
    for sleeper in sleepers { sleeper.cancel() }
  }

  /// Waits; false if the wait was cut short, by this or because the task is cancelled.
  func sleep(_ duration: Duration) async -> Bool {
    let sleeper = Task { _ = try? await Task.sleep(for: duration) }
    let id = state.withLock { state in
      state.count += 1
      state.sleepers[state.count] = sleeper
      return state.count
    }
    if isSet { sleeper.cancel() }
    await withTaskCancellationHandler {
      await sleeper.value
    } onCancel: {
      sleeper.cancel()
    }
    state.withLock { state in state.sleepers[id] = nil }
    return !isSet && !Task.isCancelled
  }
}
