import Synchronization
import TestSupport

/// Numbers from 1 to 5, from several threads.
final class Die: Sendable {
  private let random: Mutex<SplitMix64>

  init(seed: UInt64) { random = Mutex(SplitMix64(seed: seed)) }

  func roll() -> Int { random.withLock { Int.random(in: 1...5, using: &$0) } }
}
