import Synchronization

/// One request on its way to the thread that sends it.
struct Job: Sendable {
  /// Unique within a client.
  let id: UInt64
  /// Below the base URL.
  let path: String
  /// Whom the body asks; Azure has it in the path.
  let model: String?
  /// nil for a GET.
  let body: RequestBody?
  /// How large the body is.
  let bytes: Int
  /// Whom to tell; exactly once.
  let continuation: CheckedContinuation<Exchange, Never>
}

/// What tasks hand over to the client's thread, and what that tells of itself.
final class Inbox: Sendable {
  /// What happened since the thread last looked.
  struct Mail: Sendable {
    var jobs: [Job] = []
    /// Ids of jobs whose tasks were cancelled.
    var cancelled: [UInt64] = []
    /// Nothing more is to be sent.
    var isStopped = false
    var isClosed = false

    var isEmpty: Bool { jobs.isEmpty && cancelled.isEmpty && !isStopped && !isClosed }
  }

  /// Rings when there is mail.
  let bell = WakePipe()
  private let mail = Mutex(Mail())
  private let lastID = Atomic<UInt64>(0)
  private let told: Mutex<Load>

  /// An empty one of a thread that begins with `load`.
  init(_ load: Load) { told = Mutex(load) }

  /// What the thread told last.
  var load: Load { told.withLock { $0 } }

  /// Tells how busy the thread is.
  func tell(_ load: Load) { told.withLock { $0 = load } }

  /// An id that no other job has.
  func nextID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

  /// Hands over a job.
  func submit(_ job: Job) { post { $0.jobs.append(job) } }

  /// Asks for the end of a job, which may be over already, or not have arrived yet.
  func cancel(_ id: UInt64) { post { $0.cancelled.append(id) } }

  /// Asks that nothing more is sent.
  func stop() { post { $0.isStopped = true } }

  /// Asks the thread to end.
  func close() { post { $0.isClosed = true } }

  /// Takes what has arrived.
  func takeMail() -> Mail {
    mail.withLock { mail in
      defer { mail = Mail() }
      return mail
    }
  }

  /// Rings unless earlier mail has rung already.
  private func post(_ change: (inout Mail) -> Void) {
    let isFirst = mail.withLock { mail in
      defer { change(&mail) }
      return mail.isEmpty
    }
    if isFirst { bell.ring() }
  }
}
