internal import Dispatch
internal import Synchronization

/// Threads that look up many sequences at once, each with a ``Probe`` of its own.
struct Workers: ~Copyable {
  private let probes: UnsafeMutablePointer<Probe>
  private let count: Int
  /// How many sequences a thread takes at a time.
  private static let share = 32

  /// `count` threads that look for near-duplicates above `cutoff`.
  init(_ count: Int, _ cutoff: Cutoff) {
    self.count = max(count, 1)
    probes = .allocate(capacity: self.count)
    for index in 0..<self.count { (probes + index).initialize(to: Probe(cutoff)) }
  }

  deinit {
    probes.deinitialize(count: count)
    probes.deallocate()
  }

  /// Calls `body` once for each number of `range`, on all threads at once, with a probe that no
  /// other call has meanwhile; returns when all is done.
  ///
  /// `body` may change nothing that another call of it reads or changes.
  func forEach(_ range: Range<Int>, _ body: (Int, inout Probe) -> Void) {
    let next = Atomic(range.lowerBound)
    let shares = (range.count + Workers.share - 1) / Workers.share
    withoutActuallyEscaping(body) { body in
      // Safe, as this waits for all of them and they share only what none of them changes.
      nonisolated(unsafe) let (body, probes) = (body, probes)
      DispatchQueue.concurrentPerform(iterations: min(count, shares)) { worker in
        while true {
          let start = next.wrappingAdd(Workers.share, ordering: .relaxed).oldValue
          guard start < range.upperBound else { return }
          for index in start..<min(start + Workers.share, range.upperBound) {
            body(index, &probes[worker])
          }
        }
      }
    }
  }
}
