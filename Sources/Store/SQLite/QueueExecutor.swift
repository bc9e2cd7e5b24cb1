internal import Dispatch

/// Runs an actor on a thread of its own, so that SQLite's waiting for the disk does not hold one of
/// the few threads of Swift's cooperative pool.
final class QueueExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "seedbed.store")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
