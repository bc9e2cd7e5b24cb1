internal import Dispatch
internal import Synchronization

/// Pieces on their way from the thread that makes them to the one that takes them.
///
/// Not an AsyncStream: SQLite's calls block, and so both ends have a thread of their own.
public final class Pipeline<Piece: Sendable, Summary: Sendable>: Sendable {
  private struct State {
    var pieces: [Piece] = []
    var outcome: Result<Summary, any Error>?
    var isStopped = false
    var hasEnded = false
  }

  private struct Stopped: Error {}

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  private init(ahead: Int) {
    for _ in 0..<ahead { free.signal() }
  }

  /// Has `make` hand pieces over on another thread, at most `ahead` before they are taken, and calls
  /// `take` with each in order; the result is what `make` returned.
  ///
  /// Both have ended when this ends. The first error wins.
  public static func run(
    ahead: Int = 8, take: (Piece) throws -> Void,
    make: @escaping @Sendable (_ hand: (Piece) throws -> Void) throws -> Summary
  ) throws -> Summary {
    let pipeline = Pipeline(ahead: ahead)
    DispatchQueue(label: "seedbed.pipeline").async {
      pipeline.end(with: Result { try make(pipeline.hand) })
      pipeline.filled.signal()
    }
    do {
      while let piece = pipeline.next() { try take(piece) }
    } catch {
      pipeline.stop()
      throw error
    }
    return try pipeline.outcome()
  }

  /// The same with `take` on the other thread: it asks for the next piece until there is none, and what it
  /// returns is the result.
  public static func run(
    ahead: Int = 8, make: (_ hand: @escaping (Piece) throws -> Void) throws -> Void,
    take: @escaping @Sendable (_ next: () -> Piece?) throws -> Summary
  ) throws -> Summary {
    let pipeline = Pipeline(ahead: ahead)
    let isTaken = DispatchSemaphore(value: 0)
    DispatchQueue(label: "seedbed.pipeline").async {
      pipeline.end(with: Result { try take(pipeline.next) })
      pipeline.stop()
      isTaken.signal()
    }
    let made = Result { try make(pipeline.hand) }
    pipeline.filled.signal()
    isTaken.wait()
    // Where it was stopped, the other end says why.
    if case .failure(let error) = made, !(error is Stopped) { throw error }
    return try pipeline.outcome()
  }

  private func hand(_ piece: Piece) throws {
    free.wait()
    let isStopped = state.withLock { state in
      state.pieces.append(piece)
      return state.isStopped
    }
    filled.signal()
    if isStopped { throw Stopped() }
  }

  /// The next piece; nil when there are no more.
  private func next() -> Piece? {
    if state.withLock({ $0.hasEnded }) { return nil }
    filled.wait()
    let piece = state.withLock { state in
      state.hasEnded = state.pieces.isEmpty
      return state.hasEnded ? nil : state.pieces.removeFirst()
    }
    free.signal()
    return piece
  }

  /// Lets the other thread come to its end, and waits for it.
  private func stop() {
    state.withLock { $0.isStopped = true }
    while next() != nil {}
  }

  private func end(with outcome: Result<Summary, any Error>) {
    state.withLock { $0.outcome = outcome }
  }

  private func outcome() throws -> Summary {
    let outcome = state.withLock { $0.outcome }
    guard let outcome else { preconditionFailure("a pipeline that has not ended") }
    return try outcome.get()
  }
}
