import Foundation
import Synchronization
import TestSupport
import Testing

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

extension Victim {
  /// Runs a command again and again, each time killed at a random one of its first `moments` requests,
  /// until it ends by itself, and well; the result is how many times it was killed.
  static func killed(
    at moments: ClosedRange<Int>, _ random: SplitMix64,
    double: ((inout ModelDouble.Habits) -> Void) throws -> ModelDouble,
    command: (ModelDouble) -> [String]
  ) async throws -> Int {
    var (random, kills) = (random, 0)
    while true {
      let (victim, moment) = (Victim(), Int.random(in: moments, using: &random))
      let double = try double { habits in
        habits.latency = 2
        habits.faults = { number, _ in
          if number == moment { victim.send(SIGKILL) }
          return nil
        }
      }
      let ended = try await Tool.start(command(double), victim: victim).ended()
      guard ended.wasKilled else {
        #expect(ended.status == 0, "\(ended.talk)")
        return kills
      }
      kills += 1
    }
  }
}
