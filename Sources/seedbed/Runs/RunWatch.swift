import Base
import Client
import Dispatch
import Engine
import Synchronization

/// What is seen of a run that asks models, and how it is stopped: the status area, which is drawn
/// anew though nothing arrives, and Ctrl-C.
final class RunWatch: Sendable {
  private let status: StatusLine
  private let talk: Talk
  private let endpoints: [(name: String, client: Client)]
  private let start = ContinuousClock.now
  private let seen = Mutex((progress: Engine.Progress?.none, pace: Pace()))
  private let interruption: Interruption
  private let queue = DispatchQueue(label: "seedbed.status")
  // Dispatch's objects may be used from any thread; they are only not declared so.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer

  /// Begins the status area of a run that asks over `access`, and takes interrupts, which call `stop`.
  init(
    _ invocation: Invocation, _ access: [ModelAccess], stop: @escaping @Sendable () -> Void
  ) {
    let talk = invocation.console.talk
    let typed = invocation.typed
    self.talk = talk
    status = talk.status()
    endpoints = RunWatch.endpoints(access)
    interruption = Interruption {
      talk.say("stopping: what is in flight is finished first; Ctrl-C again stops at once")
      stop()
    } beforeLeaving: {
      talk.lastWords(
        "stopped at once: what was committed is kept, what was in flight is lost; "
          + "go on with: \(typed)")
    }
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.schedule(deadline: .now() + .milliseconds(200), repeating: .milliseconds(200))
    timer.resume()
  }

  deinit { timer.cancel() }

  /// True once the user interrupted.
  var wasInterrupted: Bool { interruption.happened }

  /// Takes note of `progress`, which is drawn when it is time.
  func update(_ progress: Engine.Progress) {
    let time = ContinuousClock.now - start
    seen.withLock { seen in
      seen.progress = progress
      seen.pace.add(progress.tally, at: time)
    }
  }

  /// Takes the area away; a second time does nothing.
  func finish() {
    timer.cancel()
    // What is being drawn is drawn before.
    queue.sync {}
    status.finish()
  }

  /// Gives Ctrl-C its usual meaning back, too: when all that the run has to write is written.
  func end() {
    finish()
    interruption.end()
  }

  private func draw() {
    let (progress, pace) = seen.withLock { $0 }
    let now = ContinuousClock.now
    let picture = RunStatus(
      tally: progress?.tally, inFlight: progress?.inFlight ?? 0, elapsed: now - start, pace: pace,
      loads: endpoints.map {
        EndpointLoad(
          name: $0.name, load: $0.client.load, limit: $0.client.endpoint.limits.concurrency,
          now: now)
      },
      isStopping: wasInterrupted)
    status.update(picture.lines) { picture.line }
  }

  /// Each client once, in the order of the stages.
  private static func endpoints(_ access: [ModelAccess]) -> [(name: String, client: Client)] {
    var clients: [Client] = []
    for access in access where !clients.contains(where: { $0 === access.client }) {
      clients.append(access.client)
    }
    return clients.map { (Printable.line($0.endpoint.name), $0) }
  }
}
