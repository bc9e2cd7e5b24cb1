import CCurl
import Synchronization

/// One request on its way to the thread that sends it.
struct Job: Sendable {
  /// Unique within a client.
  let id: UInt64
  /// Below the base URL.
  let path: String
  /// nil for a GET.
  let body: RequestBody?
  /// Whom to tell; exactly once.
  let continuation: CheckedContinuation<Exchange, Never>
}

/// What tasks hand over to the client's thread.
final class Inbox: Sendable {
  /// What happened since the thread last looked.
  struct Mail: Sendable {
    var jobs: [Job] = []
    /// Ids of jobs whose tasks were cancelled.
    var cancelled: [UInt64] = []
    var isClosed = false

    var isEmpty: Bool { jobs.isEmpty && cancelled.isEmpty && !isClosed }
  }

  /// A handle that may be woken.
  ///
  /// Unchecked: `curl_multi_wakeup` is the one function that libcurl allows from any thread, and
  /// it is the only one called through this pointer; the handle is alive while it is in `State`.
  private struct Waker: @unchecked Sendable {
    let multi: UnsafeMutableRawPointer
  }

  private struct State {
    var mail = Mail()
    var waker: Waker?
  }

  private let state = Mutex(State())
  private let lastID = Atomic<UInt64>(0)

  /// An id that no other job has.
  func nextID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

  /// Hands over a job.
  func submit(_ job: Job) { post { $0.jobs.append(job) } }

  /// Asks for the end of a job, which may be over already, or not have arrived yet.
  func cancel(_ id: UInt64) { post { $0.cancelled.append(id) } }

  /// Asks the thread to end.
  func close() { post { $0.isClosed = true } }

  /// Wakes the thread unless it was woken for earlier mail already.
  private func post(_ change: (inout Mail) -> Void) {
    state.withLock { state in
      let wasEmpty = state.mail.isEmpty
      change(&state.mail)
      if wasEmpty, let waker = state.waker { curl_multi_wakeup(waker.multi) }
    }
  }

  /// Takes what has arrived.
  func takeMail() -> Mail {
    state.withLock { state in
      defer { state.mail = Mail() }
      return state.mail
    }
  }

  /// From now on `multi` is woken; nil before it is destroyed.
  func wakes(_ multi: UnsafeMutableRawPointer?) {
    let waker = multi.map { Waker(multi: $0) }
    state.withLock { $0.waker = waker }
  }
}
