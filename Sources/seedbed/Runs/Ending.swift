import Engine
import Store

/// How a generate command ended.
struct Ending: Sendable {
  var tally: Tally
  /// Why it stopped before its end.
  var stop: StopReason?
  var wasInterrupted: Bool
  /// Whether a target was reached, which alone decides then; nil without one.
  var isReached: Bool?

  /// How table `run` calls it, with up to `allowed` units that brought nothing.
  func state(allowed: Int) -> RunState {
    switch stop {
    case .exhausted?, .budget?: .stopped
    case .rejected?, .unreachable?, .shapeless?: .failed
    case nil:
      wasInterrupted
        ? .interrupted : isReached ?? (tally.missing <= allowed) ? .done : .incomplete
    }
  }

  /// How the shell sees it.
  func status(allowed: Int) -> ExitStatus {
    switch state(allowed: allowed) {
    case .stopped: .stopped
    case .failed: .failed
    case .interrupted: .interrupted
    case .incomplete: .incomplete
    default: .done
    }
  }
}
