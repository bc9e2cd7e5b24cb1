internal import Dispatch
internal import Synchronization

/// Pieces on their way from the thread that makes them to the one that takes them.
///
/// Not an AsyncStream: SQLite's calls block, and so both ends have a thread of their own.
final class Pipeline<Piece: Sendable, Summary: Sendable>: Sendable {
  private struct State {
    var pieces: [Piece] = []
    var outcome: Result<Summary, any Error>?
    var isStopped = false
  }

  private struct Stopped: Error {}

  private let state = Mutex(State())
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// Has `make` hand pieces over on another thread, at most `ahead` before they are taken, and calls
  /// `take` with each in order; the result is what `make` returned.
  ///
  /// Both have ended when this ends. The first error wins.
  static func run(
    ahead: Int = 8, take: (Piece) throws -> Void,
    make: @escaping @Sendable (_ hand: (Piece) throws -> Void) throws -> Summary
  ) throws -> Summary {
    let pipeline = Pipeline()
    for _ in 0..<ahead { pipeline.free.signal() }
    DispatchQueue(label: "seedbed.pipeline").async {
      let outcome = Result { try make(pipeline.hand) }
      pipeline.state.withLock { $0.outcome = outcome }
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
    filled.wait()
    let piece = state.withLock { $0.pieces.isEmpty ? nil : $0.pieces.removeFirst() }
    free.signal()
    return piece
  }

  /// Lets the other thread come to its end, and waits for it.
  private func stop() {
    state.withLock { $0.isStopped = true }
    while next() != nil {}
  }

  private func outcome() throws -> Summary {
    let outcome = state.withLock { $0.outcome }
    guard let outcome else { preconditionFailure("a pipeline that has not ended") }
    return try outcome.get()
  }
}
