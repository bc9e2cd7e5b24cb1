import Synchronization

/// What a loopback server saw; shared between its thread and the tests.
final class ServerLog: Sendable {
  struct Figures: Sendable {
    var requests: [HTTPRequest] = []
    var requestCount = 0
    var connections = 0
    var abandoned = 0
    var answering = 0
    var peak = 0
  }

  private let keepsRequests: Bool
  private let figures = Mutex(Figures())

  init(keepsRequests: Bool) { self.keepsRequests = keepsRequests }

  var current: Figures { figures.withLock { $0 } }

  /// Counts and numbers `request`.
  func add(_ request: HTTPRequest) -> HTTPRequest {
    figures.withLock { figures in
      figures.requestCount += 1
      var numbered = request
      numbered.number = figures.requestCount
      if keepsRequests { figures.requests.append(numbered) }
      return numbered
    }
  }

  func addConnection() { figures.withLock { $0.connections += 1 } }
  func addAbandoned() { figures.withLock { $0.abandoned += 1 } }

  func noteAnswering(was: Bool, is now: Bool) {
    guard was != now else { return }
    figures.withLock { figures in
      figures.answering += now ? 1 : -1
      figures.peak = max(figures.peak, figures.answering)
    }
  }
}
