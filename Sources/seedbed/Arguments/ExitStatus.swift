/// How the program ended, as a shell sees it.
///
/// The numbers are a promise to scripts.
enum ExitStatus: Int32, Sendable {
  /// Everything asked for is done.
  case done = 0
  /// It could not be done.
  case failed = 1
  /// What was typed makes no sense; nothing was done.
  case usage = 2
  /// Done, but some units are not, or a check found faults.
  case incomplete = 3
  /// Stopped by a budget or a quota; the same command goes on from there.
  case stopped = 4
  /// Interrupted; the same command goes on from there.
  case interrupted = 130
}
