import Foundation
import TestSupport

/// A double that answers nothing, so that a run stays in the middle of its first request.
struct Silence {
  let double: ModelDouble
  private let arrivals: AsyncStream<Void>

  init() throws {
    let (arrivals, arrival) = AsyncStream<Void>.makeStream()
    self.arrivals = arrivals
    double = try ModelDouble { habits in
      habits.faults = { _, request in
        guard request.method == "POST" else { return nil }
        arrival.yield()
        return .delivered(.silence)
      }
    }
  }

  /// Returns when a request has come.
  func isAsked() async {
    for await _ in arrivals { break }
  }
}
